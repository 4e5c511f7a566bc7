public import CPSDiagnostics

/// A sector of activity: a code of table R02 (OID 1.2.250.1.71.4.2.4), such as `SA07` for a solo practice.
///
/// No certificate bears one: sectors come with a structure from a register or from Pro Santé Connect
/// (igc-sante.md section 3.2).
public struct SectorCode: RawRepresentable, Sendable, Hashable {
  /// The code: `SA` and two digits.
  public let rawValue: String

  /// A code; nil for another form.
  public init?(rawValue: String) {
    guard rawValue.hasPrefix("SA"), rawValue.utf8.count == 4,
      rawValue.utf8.dropFirst(2).allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    self.rawValue = rawValue
  }

  /// Whether the code is in table R02 as it stood on 28 February 2020 (dictionary version 02.18, 63 codes).
  public var isKnown: Bool { SectorTable.labels[rawValue] != nil }

  /// What the sector is called, in French as the dictionary writes it; nil when unknown.
  public var label: Bilingual? { SectorTable.labels[rawValue] }
}
