/// The generations and interfaces of the CPS card that can be told apart (cps-card.md section 1).
public enum CardGeneration: String, Sendable, Hashable, Codable, CaseIterable {
  /// IAS ECC over contacts, T=0.
  case cps3 = "cps3"
  /// The contactless side of a CPS3.
  case cps3Contactless = "cps3-contactless"
  /// ChipDoc over contacts, T=1.
  case cps4 = "cps4"
  /// A CPS4 of before the general issue, or another that was made for tests.
  case cps4ReleaseCandidate = "cps4-rc"
  /// A CPS4 that speaks T=0 only; its answer to reset fits the published mask of the CPS3.
  case cps4T0 = "cps4-t0"
  /// The application of a CPS behind an answer to reset that is not listed.
  case unlisted = "unlisted"

  /// The name for people.
  public var displayName: String {
    switch self {
    case .cps3: "CPS3"
    case .cps3Contactless: "CPS3 NFC"
    case .cps4: "CPS4"
    case .cps4ReleaseCandidate: "CPS4 RC"
    case .cps4T0: "CPS4 T=0"
    case .unlisted: "CPS ?"
    }
  }
}
