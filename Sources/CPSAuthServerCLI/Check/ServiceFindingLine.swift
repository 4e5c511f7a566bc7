import CPSDiagnostics

/// A finding for programs.
struct ServiceFindingLine: Encodable, Sendable {
  private let schema = 1
  private let subject: String
  private let standing: String
  private let code: String?
  private let message: String
  private let reason: String?
  private let remedy: String?
  private let values: [String: String]?
  private let exitStatus: Int32

  private enum CodingKeys: String, CodingKey {
    case schema, subject, standing, code, message, reason, remedy, values
    case exitStatus = "exit_status"
  }

  init(_ finding: ServiceFinding, in language: Language) {
    subject = finding.subject.rawValue
    standing = finding.standing.rawValue
    code = finding.error?.diagnostic.code
    message = finding.message(in: language)
    reason = finding.error?.reason.map(PrintableText.escaped)
    remedy = finding.error?.hint(in: language)
    values = finding.error?.values.mapValues(PrintableText.escaped)
    exitStatus = finding.exitStatus.rawValue
  }
}
