internal import CPSAuth

/// What an agent reads after a telephone check.
public struct TelephoneAnswer: Sendable, Hashable, Encodable {
  /// Nobody is confirmed; why is not said.
  public static let notConfirmed = TelephoneAnswer(isConfirmed: false, speaksFor: nil, startsRenewal: false)

  /// Whether the caller is confirmed.
  public let isConfirmed: Bool
  /// The account for which the caller may speak; nil where nobody is confirmed.
  public let speaksFor: String?
  /// Whether a renewal was started, whose code went to the registered address.
  public let startsRenewal: Bool

  /// A caller who is confirmed, and for whom.
  public init(_ confirmation: borrowing TelephoneConfirmation, startsRenewal: Bool) {
    self.init(isConfirmed: true, speaksFor: confirmation.account.text, startsRenewal: startsRenewal)
  }

  private init(isConfirmed: Bool, speaksFor: String?, startsRenewal: Bool) {
    self.isConfirmed = isConfirmed
    self.speaksFor = speaksFor
    self.startsRenewal = startsRenewal
  }

  private enum CodingKeys: String, CodingKey {
    case isConfirmed = "confirmed"
    case speaksFor = "speaks_for"
    case startsRenewal = "renewal_started"
  }
}
