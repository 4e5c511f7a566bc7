internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof

/// The body of the review of an access in a declared emergency (docs/protocol.md, section 7).
struct ReviewRequest: Decodable {
  /// What the reviewer finds.
  let verdict: ReviewVerdict
  private let text: String

  private enum Key: String, CodingKey, CaseIterable {
    case schema, verdict, remark
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    verdict = try container.value(.verdict)
    text = try container.string(.remark)
  }

  /// Why.
  ///
  /// - Throws: ``Diagnostic/reasonMalformed``.
  func remark() throws(CPSError) -> AccessReason { try AccessReason(text) }
}
