import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import CPSAuthServerCLI

@Suite struct RequestTurnHandlerTests {
  private let socket = HeldSocket()
  private let channel: EmbeddedChannel

  init() throws {
    channel = EmbeddedChannel()
    try channel.pipeline.syncOperations.addHandlers([socket, RequestTurnHandler()])
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
  }

  private func request(_ number: Int, body: Bool = false) -> [HTTPRequestPart] {
    let head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/\(number)")
    return [.head(head)] + (body ? [.body(ByteBuffer(string: "x"))] : []) + [.end(nil)]
  }

  private func send(_ parts: [HTTPRequestPart]) throws {
    for part in parts { try channel.writeInbound(part) }
  }

  private func answer() throws {
    channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
    channel.write(HTTPResponsePart.end(nil), promise: nil)
    channel.flush()
  }

  /// What came through since this was asked last: paths of heads, and “.” for the end of a request.
  private func arrived() throws -> [String] {
    var names: [String] = []
    while let part = try channel.readInbound(as: HTTPRequestPart.self) {
      switch part {
      case .head(let head): names.append(head.path ?? "")
      case .body: names.append("body")
      case .end: names.append(".")
      }
    }
    return names
  }

  @Test func `one request after the other passes as it comes`() throws {
    for number in 0..<40 {
      try send(request(number, body: true))
      #expect(try arrived() == ["/\(number)", "body", "."])
      try answer()
    }
    #expect(channel.isActive)
  }

  @Test func `HN-25 the next request has its turn when the answer before it has left`() throws {
    for number in 0..<3 { try send(request(number, body: number == 1)) }
    #expect(try arrived() == ["/0", "."])
    try answer()
    #expect(try arrived() == ["/1", "body", "."])
    try answer()
    #expect(try arrived() == ["/2", "."])
    try answer()
    #expect(try arrived() == [])
    #expect(channel.isActive)
  }

  @Test func `HN-25 while an answer is not read the next request does not pass, and nothing is read`() throws
  {
    try send(request(0))
    socket.isRead = false
    try answer()
    try send(request(1))
    let reads = socket.reads
    for _ in 0..<3 { channel.read() }
    #expect(socket.reads == reads)
    #expect(try arrived() == ["/0", "."])
    try socket.take(from: channel)
    #expect(try arrived() == ["/1", "."])
    #expect(socket.reads == reads + 1)
    channel.read()
    #expect(socket.reads == reads + 2)
  }

  @Test func `HN-25 an answer that is not taken away in time closes the connection`() throws {
    try send(request(0))
    socket.isRead = false
    try answer()
    channel.embeddedEventLoop.advanceTime(by: .seconds(9))
    #expect(channel.isActive)
    // A drop of more requests does not buy more time.
    try send(request(1))
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func `an answer that was taken away late leaves no timer behind`() throws {
    try send(request(0))
    socket.isRead = false
    try answer()
    channel.embeddedEventLoop.advanceTime(by: .seconds(9))
    try socket.take(from: channel)
    channel.embeddedEventLoop.advanceTime(by: .seconds(100))
    #expect(channel.isActive)
    try send(request(1))
    try answer()
    channel.embeddedEventLoop.advanceTime(by: .seconds(100))
    #expect(channel.isActive)
  }

  @Test func `HN-25 as many requests wait as may, and one more closes the connection`() throws {
    for number in 0...RequestTurnHandler.maximumWaiting { try send(request(number)) }
    #expect(channel.isActive)
    try answer()
    try send(request(17))
    #expect(channel.isActive)
    try send(request(18))
    #expect(!channel.isActive)
    // What stands behind it in the same read goes nowhere.
    try? send(request(19))
    #expect(try arrived() == ["/0", ".", "/1", "."])
  }

  @Test func `a request that is answered before its end does not let the next in earlier`() throws {
    let parts = request(0, body: true)
    try send([parts[0]])
    try answer()
    try send(Array(parts.dropFirst()))
    #expect(try arrived() == ["/0", "body", "."])
    try send(request(1) + request(2))
    #expect(try arrived() == ["/1", "."])
    try answer()
    #expect(try arrived() == ["/2", "."])
  }

  @Test func `an informational answer gives nobody the turn`() throws {
    try send(request(0) + request(1))
    channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)), promise: nil)
    #expect(try arrived() == ["/0", "."])
    try answer()
    #expect(try arrived() == ["/1", "."])
  }

  @Test func `the end of what a client sends comes behind what it sent`() throws {
    let events = SeenEvents()
    try channel.pipeline.syncOperations.addHandler(events)
    try send(request(0) + request(1))
    channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    #expect(events.ends == 0)
    try answer()
    #expect(try arrived() == ["/0", ".", "/1", "."])
    #expect(events.ends == 1)
  }

  @Test func `what is not HTTP is told behind the requests before it`() throws {
    let events = SeenEvents()
    try channel.pipeline.syncOperations.addHandler(events)
    try send(request(0) + request(1))
    channel.pipeline.fireErrorCaught(CancellationError())
    #expect(events.errors == 0)
    try answer()
    #expect(events.errors == 1)
    try answer()
    channel.pipeline.fireErrorCaught(CancellationError())
    #expect(events.errors == 2)
  }
}
