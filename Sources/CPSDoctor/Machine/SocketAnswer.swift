/// What happens to who connects to a Unix socket.
enum SocketAnswer: Sendable, Hashable {
  /// Somebody listens.
  case accepted
  /// Nobody listens any more.
  case refused
  /// The permissions keep this user out.
  case denied
}
