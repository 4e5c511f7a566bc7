internal import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// Whose acts an exposure report is about, and of which time.
public struct ExposureScope: Sendable, Hashable {
  /// The first moment.
  public let from: Timestamp
  /// The moment from which on acts do not count any more.
  public let until: Timestamp
  /// The actors; nil for everybody.
  public let actors: Set<ExposureActor>?
  /// The functions; nil for all.
  public let functions: Set<FunctionName>?

  /// A scope.
  ///
  /// - Throws: ``Diagnostic/exposureScopeInvalid`` for a time that ends before it begins, or for no actor at all,
  ///   which would be taken for nobody exposed.
  public init(
    from: Timestamp, until: Timestamp, actors: Set<ExposureActor>?, functions: Set<FunctionName>? = nil
  ) throws(CPSError) {
    guard from < until else {
      throw CPSError(.exposureScopeInvalid, reason: "the time ends before it begins")
    }
    guard actors?.isEmpty != true, functions?.isEmpty != true else {
      throw CPSError(.exposureScopeInvalid, reason: "nobody, or no function, is named")
    }
    self.from = from
    self.until = until
    self.actors = actors
    self.functions = functions
  }

  /// Whether an entry is a decision that let an act of this scope happen.
  func contains(_ entry: AuditEntry) -> Bool {
    let event = entry.event
    guard event.kind == .decision, event.isAllowed == true, from <= entry.time, entry.time < until else {
      return false
    }
    if let functions {
      guard let function = event.function, functions.contains(function) else { return false }
    }
    guard let actors else { return true }
    guard let actor = event.actor else { return false }
    return ExposureActor.all(of: actor).contains(where: actors.contains)
  }
}
