import NIOCore
import NIOHTTPTypes

/// Counts what comes through beside requests.
final class SeenEvents: ChannelInboundHandler {
  typealias InboundIn = HTTPRequestPart

  private(set) var ends = 0
  private(set) var errors = 0

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event as? ChannelEvent == .inputClosed { ends += 1 }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { errors += 1 }
}
