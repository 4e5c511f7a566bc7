import CPSDiagnostics
import Foundation
import Testing

@testable import CPSProof

@Suite struct JSONDocumentTests {
  @Test(arguments: [
    "{}", "[]", #"{"a":1,"b":{"a":1}}"#, #"[{"a":1},{"a":1}]"#, #"{"a":["a","a"],"b":"a"}"#,
    #"{"a":"b","b":"a"}"#,
    #"{"a\"":1,"a":2}"#, #"{"a":"\\","b":"{\"a\":1,\"a\":2}"}"#, #"{ "a" : [ { } , { } ] , "b" : { } }"#,
  ])
  func `each member once`(text: String) {
    #expect(JSONDocument(Array(text.utf8)) != nil)
  }

  @Test(arguments: [
    #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"x":{"a":1,"a":2}}"#, #"[1,{"a":{},"a":[]}]"#,
    #"{"a":1,"\u0061":2}"#, #"{"a":"}","a":2}"#, #"{"b":[1,2],"b":3}"#, #"{"a\\":1,"a\\":2}"#,
  ])
  func `a member twice`(text: String) {
    #expect(JSONDocument(Array(text.utf8)) == nil)
    #expect(throws: CPSError(.requestMalformed)) {
      try ProtocolJSON.decode([String: Int].self, from: Array(text.utf8), otherwise: .requestMalformed)
    }
  }

  @Test func `nesting is bounded`() {
    let deep = String(repeating: "[", count: 33) + String(repeating: "]", count: 33)
    #expect(JSONDocument(Array(deep.utf8)) == nil)
    #expect(JSONDocument(Array(deep.dropFirst().dropLast().utf8)) != nil)
  }

  @Test(arguments: [
    "0", "-0", "10", "-1.50", "1e9", "1E+9", "1.5e-9", "true", "false", "null", #""""#, #""\u00e9\/\"\\""#,
    " 1 ",
    "\t[\r\n1 , 2 ]\n", "{\"\u{FF}\":1}",
  ])
  func `every value of the grammar`(text: String) {
    #expect(JSONDocument(Array(text.utf8)) != nil)
  }

  @Test(arguments: [
    "", " ", "\"", #"{"a"#, #"{"a\"#, "}}}}", "]", #"{"a":1]}"#, #"{"a":1,}"#, "[1,]", "[,1]", "[1 2]", "{,}",
    #"{"a" 1}"#, #"{"a":}"#, "{a:1}", "{1:1}", "'a'", "01", "+1", "-", ".5", "1.", "1e", "0x10", "NaN",
    "Infinity",
    "tru", "nullx", "1 1", "{} {}", #""\x41""#, #""\u00g0""#, #""\u00""#, "\"\t\"", "\"\u{0}\"", "/* */1",
    "1//",
    "\u{FEFF}{}",
  ])
  func `what the grammar does not have`(text: String) {
    #expect(JSONDocument(Array(text.utf8)) == nil)
    #expect(throws: CPSError(.requestMalformed)) {
      try ProtocolJSON.decode([String: String].self, from: Array(text.utf8), otherwise: .requestMalformed)
    }
  }

  /// A decoder that finds out the encoding by itself would read these, members twice included.
  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf16])
  func `another encoding than UTF-8`(encoding: String.Encoding) throws {
    for text in [#"{"a":"b"}"#, #"{"a":"b","a":"c"}"#] {
      let bytes = Array(try #require(text.data(using: encoding)))
      #expect(JSONDocument(bytes) == nil)
      #expect(throws: CPSError(.requestMalformed)) {
        try ProtocolJSON.decode([String: String].self, from: bytes, otherwise: .requestMalformed)
      }
    }
  }

  @Test(
    arguments: [[0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]])
  func `what is no UTF-8`(bytes: [UInt8]) {
    #expect(JSONDocument(Array("\"".utf8) + bytes + Array("\"".utf8)) == nil)
  }
}
