internal import CPSDiagnostics

/// A failure for programs: the code decides, the texts are for people.
struct FailureReport: Encodable, Sendable {
  private struct Failure: Encodable {
    let code: String
    let severity: String
    let message: String
    let hint: String
    let exitStatus: Int32
    let values: [String: String]

    enum CodingKeys: String, CodingKey {
      case code, severity, message, hint, values
      case exitStatus = "exit_status"
    }
  }

  private let error: Failure

  init(_ error: CPSError, in language: Language) {
    self.error = Failure(
      code: error.diagnostic.code, severity: error.diagnostic.severity.rawValue,
      message: error.message(in: language), hint: error.hint(in: language),
      exitStatus: error.diagnostic.exitStatus.rawValue,
      values: error.values.mapValues(PrintableText.escaped))
  }
}
