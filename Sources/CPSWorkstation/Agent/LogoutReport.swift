/// What became of a session at logout.
public struct LogoutReport: Sendable, Hashable, Codable {
  /// Whether somebody was logged in.
  public let wasLoggedIn: Bool
  /// Whether the service ended its side too; when not, it does so by its own idle limit, and without token
  /// and key nobody can use it meanwhile.
  public let serviceInformed: Bool

  private enum CodingKeys: String, CodingKey {
    case wasLoggedIn = "was_logged_in"
    case serviceInformed = "service_informed"
  }
}
