public import CPSDiagnostics
public import CPSPrimitives

/// A register of those who may practise, such as an extract of the Annuaire Santé.
///
/// Asked at each login, from memory or a local file: it must answer at once and fetches nothing.
public protocol PractitionerRegister: Sendable {
  /// Whether this person may practise at `moment`.
  ///
  /// - Throws: when the register cannot answer; the login is then refused.
  func answer(for person: NationalIdentifier, at moment: Timestamp) throws(CPSError) -> RegisterAnswer
}
