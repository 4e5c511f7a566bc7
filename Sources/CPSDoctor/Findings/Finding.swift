public import CPSDiagnostics

/// One thing that the examination found: what it is, why it is so, and what removes it.
public struct Finding: Sendable {
  /// What it means for a login.
  public enum Standing: String, Sendable {
    /// As it should be.
    case fact
    /// A login works, with less safety or comfort.
    case remark
    /// No login works before this is removed.
    case obstacle
  }

  /// What it is about.
  public let subject: Subject
  /// What it means for a login.
  public let standing: Standing
  /// The stable name for programs: that of the row of the catalogue, or of the fact.
  public let code: String
  /// How grave it is.
  public let severity: Severity
  /// The cause, where one was found.
  public let cause: Cause?
  /// What fills the places of the texts; shown escaped.
  public let values: [String: String]
  /// A technical remark for logs, in English; shown escaped.
  public let reason: String?
  /// The status with which a login would end here; ``ExitStatus/success`` unless this is an obstacle.
  public let exitStatus: ExitStatus
  private let text: Bilingual
  private let hint: Bilingual?

  private init(
    _ subject: Subject, _ standing: Standing, _ error: CPSError, _ cause: Cause?, _ values: [String: String]
  ) {
    self.subject = subject
    self.standing = standing
    code = error.diagnostic.code
    severity = error.diagnostic.severity
    self.cause = cause
    self.values = error.values.merging(values) { $1 }
    reason = error.reason
    exitStatus = standing == .obstacle ? error.diagnostic.exitStatus : .success
    text = error.diagnostic.message
    hint = error.diagnostic.hint
  }

  init(_ subject: Subject, fact: Fact, _ values: [String: String] = [:]) {
    self.subject = subject
    standing = .fact
    code = fact.code
    severity = .notice
    cause = nil
    self.values = values
    reason = nil
    exitStatus = .success
    text = fact.text
    hint = nil
  }

  /// Something that stops a login, and why.
  public static func obstacle(
    _ subject: Subject, _ error: CPSError, because cause: Cause? = nil, _ values: [String: String] = [:]
  ) -> Finding { Finding(subject, .obstacle, error, cause, values) }

  /// Something that a login gets past.
  static func remark(
    _ subject: Subject, _ error: CPSError, because cause: Cause? = nil, _ values: [String: String] = [:]
  ) -> Finding { Finding(subject, .remark, error, cause, values) }

  /// What was found, in one language.
  public func message(in language: Language) -> String { text.filled(in: language, with: values) }

  /// Why it is so, in one language; nil where that is not known or not needed.
  public func cause(in language: Language) -> String? { cause?.text.filled(in: language, with: values) }

  /// What removes it, in one language; nil for a fact.
  public func remedy(in language: Language) -> String? {
    (cause?.remedy ?? hint)?.filled(in: language, with: values)
  }
}
