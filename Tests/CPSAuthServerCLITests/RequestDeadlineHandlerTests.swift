import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import CPSAuthServerCLI

@Suite struct RequestDeadlineHandlerTests {
  private func connected() throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(handler: RequestDeadlineHandler())
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    return channel
  }

  private let head = HTTPRequestPart.head(
    HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/cpsauth/challenges"))
  private let piece = HTTPRequestPart.body(ByteBuffer(string: "x"))

  @Test func `HN-25 a connection that never says a whole head is closed`() throws {
    let channel = try connected()
    channel.embeddedEventLoop.advanceTime(by: .seconds(9))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func `HN-25 a body that drips is cut off, however steadily it does`() throws {
    let channel = try connected()
    try channel.writeInbound(head)
    for _ in 0..<9 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      try channel.writeInbound(piece)
    }
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func `a request that ends in time passes whole, and the next has a minute to come`() throws {
    let channel = try connected()
    for part in [head, piece, .end(nil)] { try channel.writeInbound(part) }
    var parts = 0
    while try channel.readInbound(as: HTTPRequestPart.self) != nil { parts += 1 }
    #expect(parts == 3)
    channel.embeddedEventLoop.advanceTime(by: .seconds(59))
    #expect(channel.isActive)
    try channel.writeInbound(head)
    channel.embeddedEventLoop.advanceTime(by: .seconds(9))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func `a connection that is closed leaves no timer`() async throws {
    let channel = try connected()
    try channel.writeInbound(head)
    try await channel.close().get()
    channel.embeddedEventLoop.advanceTime(by: .seconds(100))
    #expect(!channel.isActive)
  }
}
