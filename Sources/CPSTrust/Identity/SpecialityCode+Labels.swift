public import CPSDiagnostics

extension SpecialityCode {
  /// Whether the code is in table R01 as it stood on 28 February 2020 (dictionary version 02.18, 244 codes).
  ///
  /// A code that is not known is shown but never authorises.
  public var isKnown: Bool { SpecialityTable.labels[rawValue] != nil }

  /// What the speciality is called, in French as the dictionary writes it; nil when unknown.
  public var label: Bilingual? { SpecialityTable.labels[rawValue] }
}
