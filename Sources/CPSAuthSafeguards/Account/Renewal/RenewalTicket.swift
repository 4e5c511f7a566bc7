internal import CPSAuth
public import CPSPrimitives

/// The right to give an account another password, once, from the workstation that showed the right one.
public struct RenewalTicket: Sendable, Hashable {
  /// What a deposit says for whom the ticket is.
  struct Content: Codable, Sendable {
    let account: AccountName
    /// The thumbprint of the workstation's key.
    let workstation: String
    /// The password that it is for (``Account/generation``).
    let generation: Int
    /// How many new passwords may still be tried.
    var entriesLeft: Int
  }

  /// How many new passwords may be tried with one ticket.
  static let maximumEntries = 5

  /// What to send back: 256 random bits in base64url.
  public let text: String
  /// Until when it is good.
  public let expiry: Timestamp

  init(text: String, expiry: Timestamp) {
    self.text = text
    self.expiry = expiry
  }
}
