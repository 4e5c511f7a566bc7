internal import CPSAuth
internal import CPSDiagnostics

/// An error as the body of an answer (RFC 9457, clause 3; docs/protocol.md, section 8).
///
/// Only what the catalogue and the policy say reaches the caller: the technical reason stays in the log.
struct Problem {
  /// What stands before the code in `type`.
  static let typePrefix = "urn:cpsauth:problem:"
  /// What stands before the number of the audit entry in `instance`.
  static let instancePrefix = "urn:cpsauth:audit:"

  let type: String
  let title: String
  let detail: String
  let status: Int
  let code: String
  let instance: String?
  /// Members of this problem alone, by name.
  let members: [String: ExtendedFailure.Member]

  /// The problem of whatever ended a request.
  init(_ failure: any Error, in language: Language) {
    let error = RequestFailure.row(of: failure)
    let refusal = failure as? Refusal
    code = error.diagnostic.code
    type = Self.typePrefix + error.diagnostic.code
    title = error.message(in: language)
    detail = [refusal?.decision?.explanation[language], error.hint(in: language)].compactMap { $0 }
      .joined(separator: ". ")
    status = error.diagnostic.httpStatus
    instance = refusal?.auditSequence.map { Self.instancePrefix + String($0) }
    members = (failure as? ExtendedFailure)?.members ?? [:]
  }
}

extension Problem: Encodable {
  /// A member of a problem.
  private struct Member: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Member.self)
    for (name, value) in members { try container.encode(value, forKey: Member(stringValue: name)) }
    let texts = ["type": type, "title": title, "detail": detail, "code": code]
    for (name, value) in texts { try container.encode(value, forKey: Member(stringValue: name)) }
    try container.encode(status, forKey: Member(stringValue: "status"))
    try container.encodeIfPresent(instance, forKey: Member(stringValue: "instance"))
  }
}
