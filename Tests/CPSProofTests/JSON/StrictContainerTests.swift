import CPSDiagnostics
import Foundation
import Testing

@testable import CPSProof

/// An object read from a message of ours, beside the same by another decoder.
@Suite struct StrictContainerTests {
  private struct Inner: Decodable, Equatable {
    let name: String
  }

  private struct Thing: Decodable, Equatable {
    private enum Key: String, CodingKey, CaseIterable {
      case schema, text, bytes, number, inner
    }

    let text: String
    let bytes: [UInt8]
    let number: Int8?
    let inner: Inner?

    init(from decoder: any Decoder) throws {
      let container = try StrictContainer(decoder, Key.self, otherwise: .proofMalformed)
      try container.requireSchema(1, at: .schema)
      text = try container.string(.text)
      bytes = try container.bytes(.bytes, atMost: 3)
      number = try container.optionalValue(.number)
      inner = try container.optionalValue(.inner)
    }
  }

  /// One that passes over what it does not know.
  private struct Open: Decodable, Equatable {
    private enum Key: String, CodingKey, CaseIterable {
      case text
    }

    let text: String

    init(from decoder: any Decoder) throws {
      let container = try StrictContainer(decoder, Key.self, otherwise: .dpopInvalid, takesOthers: true)
      text = try container.string(.text)
    }
  }

  private static let messages = [
    #"{"schema":1,"text":"a","bytes":"AQID"}"#,
    #"{"schema":1,"text":"é\n","bytes":"","number":-128,"inner":{"name":"n"}}"#,
    #"{"schema":1,"text":"a","bytes":"AQ","number":null,"inner":null}"#,
    #"{"schema":2,"text":"a","bytes":"AQID"}"#, #"{"text":"a","bytes":"AQID"}"#,
    #"{"schema":"1","text":"a","bytes":"AQID"}"#, #"{"schema":1,"text":1,"bytes":"AQID"}"#,
    #"{"schema":1,"bytes":"AQID"}"#, #"{"schema":1,"text":null,"bytes":"AQID"}"#,
    #"{"schema":1,"text":"a","bytes":"AQIDBA"}"#, #"{"schema":1,"text":"a","bytes":"AQ=="}"#,
    #"{"schema":1,"text":"a","bytes":"AQID","number":128}"#,
    #"{"schema":1,"text":"a","bytes":"AQID","number":"1"}"#,
    #"{"schema":1,"text":"a","bytes":"AQID","inner":{}}"#,
    #"{"schema":1,"text":"a","bytes":"AQID","inner":[]}"#,
    #"{"schema":1,"text":"a","bytes":"AQID","other":1}"#, #"[]"#, #""text""#, #"{}"#,
  ]

  private func outcome<Value: Decodable>(_ read: () throws -> Value) -> Result<Value, CPSError> {
    do { return .success(try read()) } catch let error as CPSError { return .failure(error) } catch {
      return .failure(CPSError(.internalFault, reason: "\(error)"))
    }
  }

  @Test(arguments: messages) func `both ways come to the same`(text: String) throws {
    let own = outcome {
      try ProtocolJSON.decode(Thing.self, from: Array(text.utf8), otherwise: .proofMalformed)
    }
    let other = outcome { try JSONDecoder().decode(Thing.self, from: Data(text.utf8)) }
    switch (own, other) {
    case (.success(let own), .success(let other)): #expect(own == other)
    case (.failure(let own), .failure(let other)):
      #expect(own == CPSError(.proofMalformed))
      #expect(own == other)
      #expect(own.reason == other.reason)
    default: Issue.record("\(own) beside \(other)")
    }
  }

  @Test func `three of the messages are read`() {
    let read = Self.messages.filter { text in
      (try? ProtocolJSON.decode(Thing.self, from: Array(text.utf8), otherwise: .proofMalformed)) != nil
    }
    #expect(read == Array(Self.messages.prefix(3)))
  }

  @Test(arguments: [#"{"text":"a"}"#, #"{"other":[{}],"text":"a","x":1}"#])
  func `others are passed over where their standard says so`(text: String) throws {
    let own = try ProtocolJSON.decode(Open.self, from: Array(text.utf8), otherwise: .dpopInvalid)
    #expect(own.text == "a")
    #expect(try JSONDecoder().decode(Open.self, from: Data(text.utf8)) == own)
  }

  @Test func `an object of many members is looked up as one of few`() throws {
    let others = (0..<40).map { #""other \#($0)":\#($0)"# }.joined(separator: ",")
    let text = #"{\#(others),"text":"a"}"#
    #expect(try ProtocolJSON.decode(Open.self, from: Array(text.utf8), otherwise: .dpopInvalid).text == "a")
    #expect(throws: CPSError(.dpopInvalid)) {
      try ProtocolJSON.decode(Open.self, from: Array("{\(others)}".utf8), otherwise: .dpopInvalid)
    }
  }
}
