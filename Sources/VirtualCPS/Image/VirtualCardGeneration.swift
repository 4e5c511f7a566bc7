/// The kinds of card that can be made (cps-card.md section 1).
public enum VirtualCardGeneration: String, Codable, Sendable, CaseIterable {
  /// CPS3 by contact: IAS ECC over T=0.
  case cps3 = "cps3"
  /// The contactless side of a CPS3: the technical key alone, over T=1.
  case cps3Contactless = "cps3-contactless"
  /// CPS4 by contact: ChipDoc over T=1.
  case cps4 = "cps4"
  /// A CPS4 that speaks T=0 only.
  case cps4T0 = "cps4-t0"
  /// The CPS4 of before the general issue.
  case cps4ReleaseCandidate = "cps4-rc"

  /// Whether the card is reached without contact.
  var isContactless: Bool { self == .cps3Contactless }
}
