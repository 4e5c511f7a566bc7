/// Where somebody gets notices, and how many of them.
public struct Contact: Sendable, Hashable, Codable {
  /// How log-ins are told.
  public enum Choice: String, Sendable, Hashable, Codable, CaseIterable {
    /// What was never seen before at once, the rest of a day together.
    case grouped
    /// Each at once.
    case each
    /// Not at all.
    case off
  }

  private var schema = 1
  /// The address.
  public let address: MailAddress
  /// How log-ins are told.
  public let choice: Choice

  /// A contact.
  public init(_ address: MailAddress, _ choice: Choice) {
    self.address = address
    self.choice = choice
  }
}
