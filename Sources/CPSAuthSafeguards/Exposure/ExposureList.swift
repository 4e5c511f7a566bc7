public import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives

/// The people of an exposure report by their numbers, for those to whom they are sealed.
///
/// Made in a second reading of the same log, since the key of a segment may stand behind the entries that it opens.
public struct ExposureList: Sendable {
  private let tally: ExposureTally
  private var opener: SubjectOpener
  /// The person of each entry that is to be opened.
  private let wanted: [Int64: SubjectPseudonym]
  private var lines: [String: ExposureLine] = [:]
  private var unopened: Int

  /// A list of those whom a tally has counted.
  ///
  /// - Parameter opener: has noted every entry of the log.
  public init(of tally: ExposureTally, with opener: SubjectOpener) {
    let whole = tally.completed()
    self.tally = whole
    self.opener = opener
    wanted = Dictionary(
      whole.persons.map { ($0.value.entry, $0.key) }, uniquingKeysWith: { first, _ in first })
    unopened = wanted.count
  }

  /// Whether the list needs an entry in the second reading; all others need not even be decoded.
  public func needs(entry sequence: Int64) -> Bool { wanted[sequence] != nil }

  /// Reads the next entry of the log again.
  ///
  /// - Throws: ``Diagnostic/auditSealBroken`` when what it seals does not open.
  public mutating func add(_ entry: AuditEntry) throws(CPSError) {
    guard let pseudonym = wanted[entry.sequence], let person = tally.persons[pseudonym],
      let subject = try opener.subject(of: entry)
    else { return }
    unopened -= 1
    let line = ExposureLine(
      subject: subject, person, fields: tally.names(of: person),
      actors: person.actors.map { tally.actors[$0] }.sorted())
    // Somebody has a pseudonym in each epoch of the key.
    lines[subject] = lines[subject]?.merged(with: line) ?? line
  }

  /// The people, in the order of their numbers.
  public var people: [ExposureLine] { lines.values.sorted { $0.subject < $1.subject } }

  /// How many could not be opened: they are sealed in segments that this key does not open, or not at all.
  public var unopenedCount: Int { unopened }
}
