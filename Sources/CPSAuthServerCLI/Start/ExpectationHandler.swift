import CPSProof
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells a client that waits with its body to send it (RFC 9110, clause 10.1.1).
///
/// One that announces more than is ever read is not told: it gets its refusal, and need not send the body at all.
final class ExpectationHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundOut = HTTPResponsePart

  private static let expectation = "100-continue"

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let request) = unwrapInboundIn(data), Self.waits(request) {
      context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }
    context.fireChannelRead(data)
  }

  private static func waits(_ request: HTTPRequest) -> Bool {
    guard request.headerFields[.expect]?.lowercased() == expectation else { return false }
    return request.headerFields[.contentLength].flatMap(Int.init).map { $0 <= ProtocolJSON.maximumLength }
      ?? true
  }
}
