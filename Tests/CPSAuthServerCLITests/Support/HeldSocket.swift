import NIOCore

/// A socket whose other end may stop reading: what is written then does not leave.
final class HeldSocket: ChannelOutboundHandler {
  typealias OutboundIn = Any
  typealias OutboundOut = Any

  /// Whether the other end reads.
  var isRead = true
  /// How many times more was to be read from the connection.
  private(set) var reads = 0
  private var held: [(NIOAny, EventLoopPromise<Void>?)] = []

  func read(context: ChannelHandlerContext) {
    reads += 1
    context.read()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if isRead { context.write(data, promise: promise) } else { held.append((data, promise)) }
  }

  /// The other end reads again.
  func take(from channel: any Channel) throws {
    isRead = true
    let context = try channel.pipeline.syncOperations.context(handler: self)
    for (data, promise) in held { context.write(data, promise: promise) }
    held = []
    context.flush()
  }
}
