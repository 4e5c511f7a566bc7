public import CPSDiagnostics

/// Something that a call lacks, and that a caller can go and get.
public enum PolicyRequirement: Sendable, Hashable {
  /// A connection with a card instead of an account.
  case card
  /// An emergency that the caller declares.
  case breakGlass
  /// A delegation by somebody whom the policy opens the same function to.
  case delegation
  /// A card that is known to be still there.
  case presence(PresenceDemand)
  /// A PIN that was typed within this time.
  case freshness(within: Duration)
  /// A PIN that was typed within this time to confirm this very function.
  case stepUp(within: Duration)
  /// A reason.
  case reason
  /// The agreement of somebody else.
  case secondPerson

  /// All names, in the order in which what is missing is told.
  public static let names = [
    "card", "break-glass", "delegation", "presence", "freshness", "step-up", "reason", "second-person",
  ]

  /// The name in tests of policies, in the audit log and in answers.
  public var name: String {
    switch self {
    case .card: "card"
    case .breakGlass: "break-glass"
    case .delegation: "delegation"
    case .presence: "presence"
    case .freshness: "freshness"
    case .stepUp: "step-up"
    case .reason: "reason"
    case .secondPerson: "second-person"
    }
  }

  /// What is answered to a call that lacks it.
  public var error: CPSError {
    switch self {
    case .card: CPSError(.cardRequired)
    case .breakGlass: CPSError(.breakGlassRequired)
    case .delegation: CPSError(.delegationRequired)
    case .presence(let demand): CPSError(.presenceRequired, ["kind": demand.rawValue])
    case .freshness(let limit), .stepUp(let limit):
      CPSError(.stepUpRequired, ["seconds": String(limit.components.seconds)])
    case .reason: CPSError(.reasonRequired)
    case .secondPerson: CPSError(.secondPersonRequired)
    }
  }

  /// What is said to the person.
  var explanation: Bilingual {
    switch self {
    case .card:
      Bilingual(
        fr: "une connexion par carte CPS est exigée", en: "a connection with the CPS card is required")
    case .breakGlass:
      Bilingual(
        fr: "seulement en urgence déclarée, avec relecture ensuite",
        en: "only in a declared emergency, reviewed afterwards")
    case .delegation:
      Bilingual(
        fr: "un professionnel à qui cette fonction est ouverte doit vous l’avoir déléguée",
        en: "a professional whom this function is open to must have delegated it to you")
    case .presence(.watched):
      Bilingual(fr: "la carte doit être restée en place", en: "the card must have stayed in its place")
    case .presence(.signed):
      Bilingual(
        fr: "la carte doit signer qu’elle est restée en place",
        en: "the card must sign that it has stayed in its place")
    case .freshness(let limit):
      Bilingual(
        fr: "le code porteur doit avoir été saisi depuis moins de \(limit.components.seconds) s",
        en: "the PIN must have been typed less than \(limit.components.seconds) s ago")
    case .stepUp(let limit):
      Bilingual(
        fr: "le code porteur doit confirmer cette fonction depuis moins de \(limit.components.seconds) s",
        en: "the PIN must have confirmed this function less than \(limit.components.seconds) s ago")
    case .reason: Bilingual(fr: "un motif est exigé", en: "a reason is required")
    case .secondPerson:
      Bilingual(fr: "l’accord d’une seconde personne est exigé", en: "a second person must agree")
    }
  }
}
