import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request does not arrive whole in time, however steadily its bytes drip: the idle
/// limit alone would wait for as long as they do (attack case HN-25).
final class RequestDeadlineHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  /// How long one request may take to arrive, from its head to its end, and the first head of a connection.
  static let requestLimit = TimeAmount.seconds(10)
  /// How long after one request the head of the next may come, its answer included.
  static let nextRequestLimit = TimeAmount.seconds(60)

  private var timer: Scheduled<Void>?

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { expectProgress(within: Self.requestLimit, context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    expectProgress(within: Self.requestLimit, context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: expectProgress(within: Self.requestLimit, context)
    case .body: break
    case .end: expectProgress(within: Self.nextRequestLimit, context)
    }
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  private func expectProgress(within limit: TimeAmount, _ context: ChannelHandlerContext) {
    timer?.cancel()
    let channel = context.channel
    timer = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
  }
}
