internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOSSL

/// Ends TLS on a connection, with a witness of what the client shows.
struct CardTLSChannel<Base: ServerChildChannel>: ServerChildChannel {
  let base: Base
  let context: NIOSSLContext

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
    channel.eventLoop.makeCompletedFuture {
      let witness = HandshakeWitness()
      let handler = NIOSSLServerHandler(context: context) { certificates, promise in
        witness.see(certificates)
        promise.succeed(.certificateVerified)
      }
      try channel.pipeline.syncOperations.addHandlers([handler, witness])
    }.flatMap { base.setup(channel: channel, logger: logger) }
  }

  func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}
