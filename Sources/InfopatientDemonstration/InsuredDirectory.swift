public import CPSAuth
internal import CPSDiagnostics

/// The insured people of the demonstration; every look-up takes a permit.
public actor InsuredDirectory {
  private let rows: [NIR: Insured]

  /// The fictitious people of ``FictitiousPeople``.
  public init() {
    rows = Dictionary(FictitiousPeople.all, uniquingKeysWith: { first, _ in first })
  }

  /// The person whom the permit is about, or nil.
  ///
  /// - Throws: ``Diagnostic/permitSpent``.
  public func lookup(_ permit: consuming Permit<InfopatientLookup>) throws -> Insured? {
    rows[try permit.redeem()]
  }
}
