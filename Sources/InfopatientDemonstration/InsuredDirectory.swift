public import CPSAuth
internal import CPSDiagnostics

/// The insured people of the demonstration; every look-up takes a permit.
public actor InsuredDirectory {
  private let find: @Sendable (NIR) -> Insured?

  /// The fictitious people of ``FictitiousPeople``.
  public init() {
    let rows = Dictionary(FictitiousPeople.all, uniquingKeysWith: { first, _ in first })
    find = { rows[$0] }
  }

  /// Other fictitious people.
  ///
  /// - Parameter find: the person who has a number, or nil.
  public init(finding find: @escaping @Sendable (NIR) -> Insured?) { self.find = find }

  /// The person whom the permit is about, or nil.
  ///
  /// - Throws: ``Diagnostic/permitSpent``.
  public func lookup(_ permit: consuming Permit<InfopatientLookup>) throws -> Insured? {
    find(try permit.redeem())
  }
}
