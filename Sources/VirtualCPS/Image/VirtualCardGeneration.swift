/// The kinds of card that can be made.
public enum VirtualCardGeneration: String, Codable, Sendable, CaseIterable {
  /// CPS3 by contact: IAS ECC over T=0 (cps-card.md section 1).
  case cps3
}
