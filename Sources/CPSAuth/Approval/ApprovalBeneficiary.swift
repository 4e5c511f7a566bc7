public import CPSTrust

/// Whose call a second person agrees to.
public enum ApprovalBeneficiary: Sendable, Hashable {
  /// A professional, whichever of their cards and sessions they use.
  case person(NationalIdentifier)
  /// An account of the service's own log-in.
  case account(AccountName)

  /// The text under which sessions bear their holder (``SessionHolder/storeKey``).
  var text: String {
    switch self {
    case .person(let identifier): identifier.text
    case .account(let name): "account:\(name.text)"
    }
  }
}
