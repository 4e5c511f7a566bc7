internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOSSL

/// Ends TLS on a connection, with a witness of what the client shows.
///
/// Each connection has a context of its own, so that none understands the ticket of another: a browser takes up
/// earlier sessions where it can, the card signs nothing then (igc-sante.md section 4, rule 20), and NIOSSL has no
/// switch that turns tickets off.
struct CardTLSChannel<Base: ServerChildChannel>: ServerChildChannel {
  let base: Base
  let tls: TLSConfiguration

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
    channel.eventLoop.makeCompletedFuture {
      let witness = HandshakeWitness()
      let handler = NIOSSLServerHandler(context: try NIOSSLContext(configuration: tls)) {
        certificates, promise in
        witness.see(certificates)
        promise.succeed(.certificateVerified)
      }
      try channel.pipeline.syncOperations.addHandlers([handler, witness])
    }.flatMap { base.setup(channel: channel, logger: logger) }
  }

  func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}
