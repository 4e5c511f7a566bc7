internal import CPSDiagnostics
internal import CPSDoctor

/// A finding for programs.
struct FindingLine: Encodable, Sendable {
  private let subject: String
  private let standing: String
  private let code: String
  private let severity: String
  private let exitStatus: Int32
  private let message: String
  private let causeCode: String?
  private let cause: String?
  private let remedy: String?
  private let reason: String?
  private let values: [String: String]

  enum CodingKeys: String, CodingKey {
    case subject, standing, code, severity, message, cause, remedy, reason, values
    case exitStatus = "exit_status"
    case causeCode = "cause_code"
  }

  init(_ finding: Finding, in language: Language) {
    subject = finding.subject.rawValue
    standing = finding.standing.rawValue
    code = finding.code
    severity = finding.severity.rawValue
    exitStatus = finding.exitStatus.rawValue
    message = finding.message(in: language)
    causeCode = finding.cause?.code
    cause = finding.cause(in: language)
    remedy = finding.remedy(in: language)
    reason = finding.reason.map(PrintableText.escaped)
    values = finding.values.mapValues(PrintableText.escaped)
  }
}

/// The sum of an examination for programs.
struct ExaminationLine: Encodable, Sendable {
  private let obstacles: Int
  private let remarks: Int
  private let exitStatus: Int32

  enum CodingKeys: String, CodingKey {
    case obstacles, remarks
    case exitStatus = "exit_status"
  }

  init(_ examination: Examination) {
    obstacles = examination.obstacles.count
    remarks = examination.findings.count { $0.standing == .remark }
    exitStatus = examination.exitStatus.rawValue
  }
}
