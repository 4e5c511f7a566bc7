public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// Whose acts an exposure report is about, and of which time.
public struct ExposureScope: GatedSubject, Hashable {
  /// The longest text, in bytes: some hundred accounts.
  public static let maximumLength = 16_384

  static let separator: Character = ";"
  private static let functionPrefix = "function:"

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

  /// Reads a text: `2026-03-01T00:00:00Z/2026-03-17T00:00:00Z;account:pharmacie-42;function:infopatient.lookup`.
  ///
  /// First the time, its end not included, then actors (``ExposureActor``) and functions in any order; nobody named is
  /// everybody, and no function every function.
  ///
  /// - Throws: ``Diagnostic/exposureScopeInvalid``.
  public init(_ text: String) throws(CPSError) {
    guard text.utf8.count <= Self.maximumLength else {
      throw CPSError(.exposureScopeInvalid, reason: "longer than \(Self.maximumLength) bytes")
    }
    var parts = text.split(separator: Self.separator, omittingEmptySubsequences: false)[...]
    let times = parts.removeFirst().split(separator: "/").compactMap { Timestamp(rfc3339: String($0)) }
    guard times.count == 2 else {
      throw CPSError(.exposureScopeInvalid, reason: "the time is not two moments as RFC 3339 writes them")
    }
    var actors: Set<ExposureActor> = []
    var functions: Set<FunctionName> = []
    for part in parts {
      guard part.hasPrefix(Self.functionPrefix) else {
        actors.insert(try ExposureActor(String(part)))
        continue
      }
      guard let name = FunctionName(rawValue: String(part.dropFirst(Self.functionPrefix.count))) else {
        throw CPSError(.exposureScopeInvalid, reason: "function")
      }
      functions.insert(name)
    }
    try self.init(
      from: times[0], until: times[1], actors: actors.isEmpty ? nil : actors,
      functions: functions.isEmpty ? nil : functions)
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
    return ExposureActor.all(of: event).contains(where: actors.contains)
  }

  /// The text that ``init(_:)`` reads, actors and functions in lexicographic order.
  public var canonicalText: String {
    let names =
      (actors ?? []).map(\.text).sorted()
      + (functions ?? []).map { Self.functionPrefix + $0.rawValue }.sorted()
    return (["\(from.rfc3339)/\(until.rfc3339)"] + names).joined(separator: String(Self.separator))
  }
}
