import CPSDiagnostics
import Foundation
import Testing

@testable import CPSProof

/// The JSON of messages, beside what Foundation reads and writes.
@Suite struct ProtocolJSONTests {
  private enum Colour: String, Codable { case red, blue }

  private struct Part: Codable, Equatable {
    var name: String
    var codes: [UInt8]
    var colour: Colour?
  }

  private struct Message: Codable, Equatable {
    var text = "a"
    var isTrue = true
    var number = -1
    var large = UInt64.max
    var small = Int8.min
    var ratio = 0.5
    var whole = 2.0
    var parts: [Part] = []
    var table: [String: [Int]] = [:]
    var nested: [[String?]] = []
    var part: Part?
  }

  private static let messages = [
    Message(),
    Message(text: "é\u{1F642}\"\\/\u{0}\u{1F}\u{7F}\n\r\t\u{8}\u{C}", number: .min, ratio: -1e300),
    Message(
      parts: [Part(name: "", codes: [0, 255], colour: .red), Part(name: "b", codes: [], colour: nil)],
      table: ["b": [], "a": [1, 2], "B": [3], "_": [4], "aa": [5]], nested: [["x", nil], []],
      part: Part(name: "n", codes: [1], colour: .blue)),
    Message(table: Dictionary(uniqueKeysWithValues: (0..<40).map { ("member \($0)", [$0]) })),
  ]

  private static func foundation(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  private func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try ProtocolJSON.decode(type, from: Array(text.utf8), otherwise: .requestMalformed)
  }

  @Test(arguments: messages.indices)
  func `what is written is what Foundation writes, and is read again`(index: Int) throws {
    let message = Self.messages[index]
    let written = try ProtocolJSON.encode(message)
    #expect(
      String(decoding: written, as: UTF8.self)
        == String(decoding: try Self.foundation(message), as: UTF8.self))
    #expect(try ProtocolJSON.decode(Message.self, from: written, otherwise: .requestMalformed) == message)
  }

  @Test func `a text alone, a number and nothing`() throws {
    #expect(try ProtocolJSON.encode("a") == Array(#""a""#.utf8))
    #expect(try ProtocolJSON.encode(1.0) == Array("1".utf8))
    #expect(try ProtocolJSON.encode(Int?.none) == Array("null".utf8))
    #expect(throws: CPSError(.internalFault)) { try ProtocolJSON.encode(Double.infinity) }
  }

  @Test(arguments: ["7", "7.0", "70e-1", "0.7E1"])
  func `an integer however it is written`(text: String) throws {
    #expect(try decoded(Int.self, text) == 7)
    #expect(try decoded(Int.self, text) == (try JSONDecoder().decode(Int.self, from: Data(text.utf8))))
  }

  @Test(arguments: ["7.5", "9223372036854775808", "1e99", "true", #""7""#, "null", "[7]", "{}"])
  func `no integer`(text: String) {
    #expect(throws: CPSError(.requestMalformed)) { try decoded(Int.self, text) }
    #expect(throws: (any Error).self) { try JSONDecoder().decode(Int.self, from: Data(text.utf8)) }
  }

  @Test(arguments: ["256", "-1", "0.5"])
  func `no octet`(text: String) {
    #expect(throws: CPSError(.requestMalformed)) { try decoded([UInt8].self, "[\(text)]") }
  }

  @Test(arguments: [
    (#""\u00e9\uD83D\uDE42\/\b\f\n\r\t\"\\""#, "é\u{1F642}/\u{8}\u{C}\n\r\t\"\\"), (#""\u0000""#, "\u{0}"),
    (#""""#, ""), (#""\uFFFF""#, "\u{FFFF}"),
  ])
  func `what escapes say`(text: String, meaning: String) throws {
    #expect(try decoded(String.self, text) == meaning)
  }

  @Test(arguments: [#"\uD83D"#, #"\uDE42"#, #"\uD83Dx"#, #"\uD83D\n"#, #"\uD83D\u0041"#, #"\uDE42\uD83D"#])
  func `half of a surrogate pair`(text: String) {
    #expect(throws: CPSError(.requestMalformed)) { try decoded(String.self, #""\#(text)""#) }
    // As a name it could be anybody's.
    #expect(JSONDocument(Array(#"{"\#(text)":1}"#.utf8)) == nil)
  }

  @Test(arguments: [
    #"{"name":"a","codes":[]}"#, #"{"name":"a","codes":[],"colour":null}"#,
    #"{"other":{"a":[1]},"codes":[1.0],"name":"\u0061","colour":"red"}"#,
  ])
  func `members that are missing, null or strange`(text: String) throws {
    #expect(
      try decoded(Part.self, text) == (try JSONDecoder().decode(Part.self, from: Data(text.utf8))))
  }

  @Test(arguments: [
    "{}", "[]", "1", "null", #"{"name":"a"}"#, #"{"name":1,"codes":[]}"#, #"{"name":"a","codes":{}}"#,
    #"{"name":"a","codes":[null]}"#, #"{"name":"a","codes":[],"colour":"green"}"#,
    #"{"name":"a","codes":[],"colour":1}"#, #"{"Name":"a","codes":[]}"#, #"{"name":null,"codes":[]}"#,
  ])
  func `another form than the type has`(text: String) {
    #expect(throws: CPSError(.requestMalformed)) { try decoded(Part.self, text) }
    #expect(throws: (any Error).self) { try JSONDecoder().decode(Part.self, from: Data(text.utf8)) }
  }

  /// As many members as a message has room for are read in a time that grows with their number.
  @Test func `an object of very many members`() throws {
    let members = (0..<2_400).map { #""m\#($0)":\#($0)"# }.joined(separator: ",")
    #expect(try decoded([String: Int].self, "{\(members)}")["m2399"] == 2_399)
    #expect(throws: CPSError(.requestMalformed)) { try decoded([String: Int].self, #"{\#(members),"m7":0}"#) }
  }

  @Test func `a message that is too long`() {
    let text = "\"" + String(repeating: "a", count: ProtocolJSON.maximumLength) + "\""
    #expect(throws: CPSError(.requestMalformed)) { try decoded(String.self, text) }
  }
}
