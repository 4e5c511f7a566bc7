public import HummingbirdCore

extension HTTPServerBuilder {
  /// A server that answers each connection on the thread that reads it (``LoopBoundChannel``).
  ///
  /// What its routes do must not block: a route that waits for something else than a task holds up every connection of
  /// its thread.
  ///
  /// - Parameter http: how HTTP is spoken.
  public static func bound(over http: HTTP1Channel.Configuration = .init()) -> HTTPServerBuilder {
    HTTPServerBuilder { responder in
      LoopBoundChannel(base: HTTP1Channel(responder: responder, configuration: http))
    }
  }
}
