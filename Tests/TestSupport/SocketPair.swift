private import Foundation

/// The two ends of one relayed connection, closed when nobody uses them any more.
final class SocketPair: Sendable {
  private let client: Int32
  private let server: Int32

  init(client: Int32, server: Int32) {
    self.client = client
    self.server = server
  }

  deinit {
    close(client)
    close(server)
  }

  /// Ends both directions of both; whoever waits for one of them goes on.
  func shutDown() {
    shutdown(client, Int32(SHUT_RDWR))
    shutdown(server, Int32(SHUT_RDWR))
  }
}
