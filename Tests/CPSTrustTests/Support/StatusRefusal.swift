import Testing

/// One thing wrong with an answer of a status responder, named as the refusal must name it.
struct StatusRefusal: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let detail: String
  let apply: @Sendable (inout StatusDraft) throws -> Void

  init(_ name: String, _ detail: String, _ apply: @escaping @Sendable (inout StatusDraft) throws -> Void) {
    testDescription = "\(name): \(detail)"
    self.detail = detail
    self.apply = apply
  }
}
