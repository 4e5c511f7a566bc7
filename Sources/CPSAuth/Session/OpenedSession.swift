/// A session that was just opened, with its token, which is shown this once.
public struct OpenedSession<Kind: Session>: Sendable {
  /// The session.
  public let session: Kind
  /// Its token.
  public let token: SessionToken

  init(_ session: Kind, _ token: SessionToken) {
    self.session = session
    self.token = token
  }
}
