internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof

/// The body of a call of a gated function, from a workstation or from a service that consumes a permit
/// (docs/protocol.md, sections 7 and 14).
struct FunctionRequest: Decodable {
  /// The text that names the person; the function's own type reads it.
  let subject: String
  private let reason: String?
  private let isBreakGlass: Bool

  private enum Key: String, CodingKey, CaseIterable {
    case schema, subject, reason
    case breakGlass = "break_glass"
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    subject = try container.string(.subject)
    reason = try container.optionalValue(.reason)
    isBreakGlass = try container.optionalValue(.breakGlass) ?? false
  }

  /// What the caller declares.
  ///
  /// - Throws: ``Diagnostic/reasonMalformed``.
  func circumstances() throws(CPSError) -> Circumstances {
    Circumstances(
      reason: try reason.map { text throws(CPSError) in try AccessReason(text) }, isBreakGlass: isBreakGlass)
  }
}
