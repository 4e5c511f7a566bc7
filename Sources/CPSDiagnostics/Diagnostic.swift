/// One row of the error catalogue: what can go wrong, and everything that is said about it.
///
/// Library, command line and HTTP front read the same row. Rows are static members, one file a family,
/// so that the catalogue can grow without breaking those who switch over it.
public struct Diagnostic: Sendable, Hashable {
  /// The stable name for programs, such as `pin.wrong`.
  public let code: String
  /// How grave it is.
  public let severity: Severity
  /// What happened, in one sentence.
  public let message: Bilingual
  /// What the person can do about it.
  public let hint: Bilingual
  /// The status with which a command ends.
  public let exitStatus: ExitStatus
  /// The HTTP status of an answer that carries it.
  public let httpStatus: Int

  init(
    _ code: String, _ severity: Severity, exit: ExitStatus, http: Int, _ message: Bilingual,
    hint: Bilingual
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.hint = hint
    self.exitStatus = exit
    self.httpStatus = http
  }

  /// Rows are told apart by their code alone.
  public static func == (left: Diagnostic, right: Diagnostic) -> Bool { left.code == right.code }

  /// Hashes the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
