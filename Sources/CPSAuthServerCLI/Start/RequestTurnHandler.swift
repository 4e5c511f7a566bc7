import NIOCore
import NIOHTTPTypes

/// Lets the requests of one connection in one after the other, each when the answer before it was taken away
/// (attack case HN-25).
///
/// A connection may send requests without waiting for answers (RFC 9112, clause 9.3.2). Handed on as they arrive,
/// whole batches of them would be worked off in one go, before anybody else's request has its turn; and whoever
/// reads no answer would have the service make more of them. Behind this handler a connection has one request under
/// way; while others wait nothing more is read from it, and it is closed when too many wait or an answer is not
/// taken away in time.
final class RequestTurnHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// The most requests of one connection that wait for their turn.
  static let maximumWaiting = 16
  /// How long the system may take to accept an answer whose reader does not read.
  static let answerLimit = TimeAmount.seconds(10)
  /// What the system keeps for a connection in each direction, in bytes: it doubles the figure (socket(7)).
  static let socketBuffer: SocketOptionValue = 32_768

  /// What arrived behind the request that is under way.
  private enum Arrival {
    case part(HTTPRequestPart)
    case inputClosed
    case failure(any Error)
  }

  private var isRefused = false
  private var isUnderWay = false
  private var hasEnded = false
  private var isAnswered = false
  private var isAnswerLeaving = false
  private var waiting: CircularBuffer<Arrival> = []
  private var waitingRequests = 0
  private var isReadHeldBack = false
  private var timer: Scheduled<Void>?

  func handlerAdded(context: ChannelHandlerContext) {
    // Left to itself the system takes megabytes of requests and of answers for each connection.
    let options = context.channel.syncOptions
    for option in [ChannelOptions.socketOption(.so_sndbuf), ChannelOptions.socketOption(.so_rcvbuf)] {
      try? options?.setOption(option, value: Self.socketBuffer)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) { forget() }

  func channelInactive(context: ChannelHandlerContext) {
    forget()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    let part = unwrapInboundIn(data)
    if case .head = part, isUnderWay {
      waitingRequests += 1
      guard waitingRequests <= Self.maximumWaiting else { return refuse(context) }
    }
    guard waitingRequests > 0 else { return forward(part, context) }
    waiting.append(.part(part))
  }

  func read(context: ChannelHandlerContext) {
    if waiting.isEmpty { context.read() } else { isReadHeldBack = true }
  }

  /// The end of what the client sends comes behind what it sent.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if !waiting.isEmpty, event as? ChannelEvent == .inputClosed {
      waiting.append(.inputClosed)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  /// What is not HTTP is answered behind the requests before it.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if waiting.isEmpty { context.fireErrorCaught(error) } else { waiting.append(.failure(error)) }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
    let taken = promise ?? context.eventLoop.makePromise(of: Void.self)
    isAnswerLeaving = true
    taken.futureResult.assumeIsolated().whenSuccess { self.answerHasLeft(context) }
    context.write(data, promise: taken)
  }

  /// Mostly the answer has left when this returns, and no timer is needed.
  func flush(context: ChannelHandlerContext) {
    context.flush()
    guard isAnswerLeaving, timer == nil else { return }
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.answerLimit) { self.refuse(context) }
  }

  private func answerHasLeft(_ context: ChannelHandlerContext) {
    isAnswerLeaving = false
    timer?.cancel()
    timer = nil
    guard isUnderWay else { return }
    isAnswered = true
    giveTurn(context)
  }

  private func forward(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
    switch part {
    case .head: isUnderWay = true
    case .body: break
    case .end: hasEnded = true
    }
    context.fireChannelRead(wrapInboundOut(part))
    if case .end = part { giveTurn(context) }
  }

  /// Lets the next request in once the one under way has both come to its end and been answered.
  private func giveTurn(_ context: ChannelHandlerContext) {
    guard isUnderWay, hasEnded, isAnswered else { return }
    (isUnderWay, hasEnded, isAnswered) = (false, false, false)
    guard !waiting.isEmpty else { return }
    release(context)
    context.fireChannelReadComplete()
    guard waiting.isEmpty, isReadHeldBack else { return }
    isReadHeldBack = false
    context.read()
  }

  /// Hands on what waits, up to the request after the next.
  private func release(_ context: ChannelHandlerContext) {
    while let arrival = waiting.first {
      if case .part(.head) = arrival {
        guard !isUnderWay else { return }
        waitingRequests -= 1
      }
      waiting.removeFirst()
      switch arrival {
      case .part(let part): forward(part, context)
      case .inputClosed: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
      case .failure(let error): context.fireErrorCaught(error)
      }
    }
  }

  private func refuse(_ context: ChannelHandlerContext) {
    isRefused = true
    forget()
    context.close(promise: nil)
  }

  private func forget() {
    timer?.cancel()
    timer = nil
    waiting = []
    isAnswerLeaving = false
  }
}
