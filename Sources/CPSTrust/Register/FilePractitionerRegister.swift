public import CPSDiagnostics
public import CPSPrimitives
internal import FoundationEssentials
internal import Synchronization

/// A register of those who may practise, from a file that the administrator makes of an extract, such as one of
/// the Annuaire Santé (docs/trust.md, "Register").
///
/// It is held in memory and answers at once. It fails closed: past its age limit it answers nobody, so that a
/// forgotten file is noticed at the first login and not after the first person struck off.
public final class FilePractitionerRegister: PractitionerRegister {
  /// The age limits that can be meant: from an hour to 31 days.
  public static let limitRange = Duration.seconds(3_600)...Duration.seconds(31 * 86_400)
  /// Seven days.
  public static let standardLimit = Duration.seconds(7 * 86_400)
  /// How far ahead of the service's clock an extract may be dated.
  private static let clockSkew = Duration.seconds(300)

  /// The file.
  public let path: String
  /// How old the extract may be when it answers.
  public let limit: Duration

  private let extract: Mutex<RegisterExtract>

  /// Reads the file.
  ///
  /// A file past its limit is read: it refuses logins, not the start of a service.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - limit: how old the extract may be, within ``limitRange``.
  ///   - moment: now.
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/registerRefused`` with line and column;
  ///   ``Diagnostic/configurationInvalid`` for a limit out of range.
  public init(
    path: String, limit: Duration = FilePractitionerRegister.standardLimit, at moment: Timestamp
  ) throws(CPSError) {
    guard Self.limitRange.contains(limit) else {
      throw CPSError(
        .configurationInvalid, ["place": "register", "detail": "age limit"], reason: "age limit of a register"
      )
    }
    self.path = path
    self.limit = limit
    extract = Mutex(try Self.read(path, at: moment))
  }

  /// When the extract in use was made.
  public var madeAt: Timestamp { extract.withLock { $0.madeAt } }
  /// How many persons it lists.
  public var count: Int { extract.withLock { $0.count } }

  /// Whether the extract in use is past its limit.
  public func isStale(at moment: Timestamp) -> Bool { moment - madeAt > limit }

  /// Reads the file again.
  ///
  /// What is refused leaves the register in use as it is, and so does an extract older than that one, which
  /// would give back what somebody was deprived of since.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/registerRefused``.
  public func reload(at moment: Timestamp) throws(CPSError) {
    let read = try Self.read(path, at: moment)
    let isOlder = extract.withLock { present in
      guard read.madeAt >= present.madeAt else { return true }
      present = read
      return false
    }
    if isOlder { throw Self.refusal(path, line: 2, "older than the register in use") }
  }

  /// Whether this person may practise.
  ///
  /// Who is not listed may not, as far as the register covers numbers of this kind.
  ///
  /// - Throws: ``Diagnostic/registerStale`` when the extract is past its limit.
  public func answer(for person: NationalIdentifier, at moment: Timestamp) throws(CPSError) -> RegisterAnswer
  {
    let present = extract.withLock { $0 }
    guard moment - present.madeAt <= limit else {
      throw CPSError(
        .registerStale, ["date": present.madeAt.rfc3339], reason: "rule 27: made \(present.madeAt.rfc3339)")
    }
    return present.answer(for: person)
  }

  private static func read(_ path: String, at moment: Timestamp) throws(CPSError) -> RegisterExtract {
    // Attributes are those of the link itself; what it leads to counts.
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    guard attributes?[.type] as? FileAttributeType == .typeRegular,
      let size = attributes?[.size] as? UInt64 ?? (attributes?[.size] as? Int).map(UInt64.init(clamping:))
    else { throw CPSError(.inputMissing, ["path": path]) }
    guard size <= UInt64(RegisterExtract.maximumLength) else { throw refusal(path, line: 1, "too long") }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CPSError(.inputMissing, ["path": path])
    }
    let extract = try RegisterExtract(Array(data), named: path)
    guard extract.madeAt <= moment + clockSkew else { throw refusal(path, line: 2, "made in the future") }
    return extract
  }

  private static func refusal(_ path: String, line: Int, _ detail: String) -> CPSError {
    CPSError(.registerRefused, ["place": "\(path):\(line):1", "detail": detail], reason: detail)
  }
}
