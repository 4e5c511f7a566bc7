import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on 127.0.0.1 that says what the test wants said, byte by byte.
final class LoopbackServer: Sendable {
  /// What the server does once a request has arrived whole: a client may send head and body in two
  /// segments, and an answer in between, or a close over unread bytes, would make the test a race.
  enum Conduct: Sendable {
    /// Says the text, then closes.
    case say(String)
    /// Says the text as soon as anything arrives, then closes: for what is not a request.
    case sayAtOnce(String)
    /// Says the text, then stays silent with the connection open.
    case sayAndStall(String)
    /// Says the text, then a byte every few milliseconds for as long as the connection is open.
    case drip(String)
    /// Says the text, then `count` blocks of 64 kB, as fast as they are taken.
    case flood(String, blocks: Int)
  }

  let port: Int
  private let channel: any Channel
  private let counters: Counters

  /// Bytes given to the connection so far.
  var bytesSent: Int { counters.sent.withLock { $0 } }
  /// What clients sent, as text.
  var received: String { counters.received.withLock { $0 } }

  init(_ conduct: Conduct, tls: NIOSSLContext? = nil) async throws {
    let counters = Counters()
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { child in
        child.eventLoop.makeCompletedFuture {
          if let tls { try child.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try child.pipeline.syncOperations.addHandler(ConductHandler(conduct, counters))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    self.counters = counters
    port = channel.localAddress?.port ?? 0
  }

  func close() async throws { try await channel.close() }
}

extension LoopbackServer.Conduct {
  fileprivate var isHasty: Bool { if case .sayAtOnce = self { true } else { false } }
}

private final class Counters: Sendable {
  let sent = Mutex(0)
  let received = Mutex("")
}

private final class ConductHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let conduct: LoopbackServer.Conduct
  private let counters: Counters
  private var request = ""
  private var hasBegun = false
  private var blocksLeft = 0

  init(_ conduct: LoopbackServer.Conduct, _ counters: Counters) {
    self.conduct = conduct
    self.counters = counters
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let text = String(buffer: unwrapInboundIn(data))
    counters.received.withLock { $0 += text }
    request += text
    guard !hasBegun, conduct.isHasty || isWhole(request) else { return }
    hasBegun = true
    switch conduct {
    case .say(let text), .sayAtOnce(let text):
      send(ByteBuffer(string: text), context)
      context.close(promise: nil)
    case .sayAndStall(let text):
      send(ByteBuffer(string: text), context)
    case .drip(let text):
      send(ByteBuffer(string: text), context)
      drip(context)
    case .flood(let text, let blocks):
      blocksLeft = blocks
      send(ByteBuffer(string: text), context)
      pump(context)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if hasBegun { pump(context) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  /// Whether the head has ended and as many bytes followed as its Content-Length says (RFC 9112, 6.3).
  private func isWhole(_ request: String) -> Bool {
    guard let headEnd = request.range(of: "\r\n\r\n") else { return false }
    let length = request[..<headEnd.lowerBound].split(separator: "\r\n")
      .first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) }
    return request[headEnd.upperBound...].utf8.count >= length ?? 0
  }

  private func drip(_ context: ChannelHandlerContext) {
    let drop = context.eventLoop.scheduleRepeatedTask(
      initialDelay: .zero, delay: .milliseconds(5)
    ) { [channel = context.channel] task in
      guard channel.isActive else { return task.cancel() }
      channel.writeAndFlush(ByteBuffer(string: "x"), promise: nil)
    }
    context.channel.closeFuture.whenComplete { _ in drop.cancel() }
  }

  private func pump(_ context: ChannelHandlerContext) {
    while blocksLeft > 0, context.channel.isActive, context.channel.isWritable {
      blocksLeft -= 1
      send(ByteBuffer(repeating: 0x78, count: 65_536), context)
    }
  }

  private func send(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
    let (counters, count) = (counters, bytes.readableBytes)
    context.writeAndFlush(wrapOutboundOut(bytes))
      .whenSuccess { counters.sent.withLock { $0 += count } }
  }
}
