import CPSDiagnostics
import Testing

@testable import CPSProof

@Suite struct MemberNamesTests {
  @Test(arguments: [
    "{}", "[]", #"{"a":1,"b":{"a":1}}"#, #"[{"a":1},{"a":1}]"#, #"{"a":["a","a"],"b":"a"}"#,
    #"{"a":"b","b":"a"}"#,
    #"{"a\"":1,"a":2}"#, #"{"a":"\\","b":"{\"a\":1,\"a\":2}"}"#, #"{ "a" : [ { } , { } ] , "b" : { } }"#,
  ])
  func `each member once`(text: String) {
    #expect(MemberNames.areUnique(in: Array(text.utf8)))
  }

  @Test(arguments: [
    #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"x":{"a":1,"a":2}}"#, #"[1,{"a":{},"a":[]}]"#,
    #"{"a":1,"\u0061":2}"#, #"{"a":"}","a":2}"#, #"{"b":[1,2],"b":3}"#, #"{"a\\":1,"a\\":2}"#,
  ])
  func `a member twice`(text: String) {
    #expect(!MemberNames.areUnique(in: Array(text.utf8)))
    #expect(throws: CPSError(.requestMalformed)) {
      try ProtocolJSON.decode([String: Int].self, from: Array(text.utf8), otherwise: .requestMalformed)
    }
  }

  @Test func `nesting is bounded`() {
    let deep = String(repeating: "[", count: 33) + String(repeating: "]", count: 33)
    #expect(!MemberNames.areUnique(in: Array(deep.utf8)))
    #expect(MemberNames.areUnique(in: Array(deep.dropFirst().dropLast().utf8)))
  }

  @Test(arguments: ["", "\"", #"{"a"#, #"{"a\"#, "}}}}", "]", #"{"a":1]}"#, "{\"\u{FF}\":1}"])
  func `what is not JSON is left to the decoder`(text: String) {
    #expect(MemberNames.areUnique(in: Array(text.utf8)))
    #expect(throws: CPSError(.requestMalformed)) {
      try ProtocolJSON.decode([String: String].self, from: Array(text.utf8), otherwise: .requestMalformed)
    }
  }
}
