internal import CPSDiagnostics
internal import CPSProof

/// An answer of RFC 9457, turned back into the row of the catalogue that it names.
struct ServiceProblem: Decodable {
  /// The most text that is taken over from a problem, in characters.
  private static let longestText = 300

  /// What a gateway answers on its own account (RFC 9110, clauses 15.6.3 to 15.6.5).
  private static let gatewayStatuses = 502...504

  private let code: String?
  private let title: String?

  /// The longest time that a service has somebody wait, in seconds: a week, as for a quota.
  private static let longestDelay = 604_800

  /// The error that an answer reports.
  ///
  /// Texts of the service fill the places of our own row and nothing else, so that a service cannot put
  /// words into the mouth of the workstation (attack case HC-34).
  static func error(from answer: ServiceAnswer, of audience: Audience) -> CPSError {
    let problem = try? ProtocolJSON.decode(Self.self, from: answer.body, otherwise: .serviceAnswerInvalid)
    guard let problem, let code = problem.code else {
      if gatewayStatuses.contains(answer.status) {
        return CPSError(
          .serviceAnsweredByProxy, ["server": audience.text, "status": String(answer.status)])
      }
      return CPSError(
        .serviceAnswerInvalid, ["server": audience.text],
        reason: "status \(answer.status) without a problem")
    }
    let title = String((problem.title ?? "").prefix(longestText))
    guard let row = DiagnosticCatalogue.row(code: code) else {
      let detail = title.isEmpty ? code : title
      return CPSError(.serviceProblem, ["server": audience.text, "detail": detail], reason: code)
    }
    var values = row.message.values(in: title)
    values["seconds"] = values["seconds"] ?? delay(of: answer)
    values["server"] = values["server"] ?? audience.text
    return CPSError(row, values, reason: "answer of the service, status \(answer.status)")
  }

  /// How long the service wants to be left alone, in seconds (RFC 9110, clause 10.2.3); a date is passed over.
  private static func delay(of answer: ServiceAnswer) -> String? {
    guard let delay = answer.header("Retry-After").flatMap(Int.init), (0...longestDelay).contains(delay)
    else {
      return nil
    }
    return String(delay)
  }
}
