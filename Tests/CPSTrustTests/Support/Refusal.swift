import CPSDiagnostics
import Testing

/// One thing wrong with a certificate, and the row that it must be refused with.
struct Refusal: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let row: Diagnostic
  let apply: @Sendable (inout LeafDraft) throws -> Void

  init(_ name: String, _ row: Diagnostic, _ apply: @escaping @Sendable (inout LeafDraft) throws -> Void) {
    testDescription = "\(name): \(row.code)"
    self.row = row
    self.apply = apply
  }
}
