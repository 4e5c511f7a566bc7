import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import CPSAuthServerCLI

@Suite struct ExpectationHandlerTests {
  /// What a client hears before its request went on, and how many parts went on.
  private func answer(to fields: HTTPFields) throws -> (status: HTTPResponse.Status?, passed: Int) {
    let channel = EmbeddedChannel(handler: ExpectationHandler())
    let request = HTTPRequest(
      method: .post, scheme: nil, authority: nil, path: "/cpsauth/challenges", headerFields: fields)
    for part in [HTTPRequestPart.head(request), .body(ByteBuffer(string: "{}")), .end(nil)] {
      try channel.writeInbound(part)
    }
    var passed = 0
    while try channel.readInbound(as: HTTPRequestPart.self) != nil { passed += 1 }
    guard let part = try channel.readOutbound(as: HTTPResponsePart.self) else { return (nil, passed) }
    #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
    guard case .head(let response) = part else { return (nil, passed) }
    return (response.status, passed)
  }

  @Test(arguments: ["100-continue", "100-Continue"])
  func `a client that waits with its body is told to send it`(expectation: String) throws {
    let told = try answer(to: [.expect: expectation, .contentLength: "2"])
    #expect(told.status == .continue)
    #expect(told.passed == 3)
    #expect(try answer(to: [.expect: expectation]).status == .continue)
    #expect(try answer(to: [.expect: expectation, .contentLength: "32768"]).status == .continue)
  }

  @Test(arguments: ["32769", "999999999999"])
  func `HN-25 a client that announces too much is not told to send it`(length: String) throws {
    let told = try answer(to: [.expect: "100-continue", .contentLength: length])
    #expect(told.status == nil)
    #expect(told.passed == 3)
  }

  @Test(arguments: ["", "200-ok", "100-continue, x"])
  func `another expectation is left to the routes`(expectation: String) throws {
    #expect(try answer(to: [.expect: expectation]).status == nil)
    #expect(try answer(to: [:]).status == nil)
  }
}
