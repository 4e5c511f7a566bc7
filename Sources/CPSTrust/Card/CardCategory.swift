internal import CPSPrimitives

/// What a certificate was issued for: table G01 (OID 1.2.250.1.71.1.2.5), one byte.
///
/// The raw value is that byte in two hexadecimal digits, as the table writes it.
public enum CardCategory: String, Sendable, Hashable, Codable, CaseIterable {
  /// A card of production.
  ///
  /// From the dictionary alone: no certificate of a production card was ever seen (ASSUMED,
  /// igc-sante.md section 8, 2).
  case card = "00"
  /// A security module of production.
  case securityModule = "02"
  /// A software certificate of production.
  case software = "03"
  /// A test card.
  case testCard = "80"
  /// A security module of test.
  case testSecurityModule = "82"
  /// A software certificate of test.
  case testSoftware = "83"

  /// The category of the byte in a certificate; nil for one that the table does not have.
  init?(byte: UInt8) { self.init(rawValue: Hexadecimal.encode([byte])) }

  /// Whether it is of the test world: 80 and above.
  public var isTest: Bool {
    switch self {
    case .card, .securityModule, .software: false
    case .testCard, .testSecurityModule, .testSoftware: true
    }
  }

  /// Whether it is a card that a person holds.
  public var isCard: Bool { self == .card || self == .testCard }
}
