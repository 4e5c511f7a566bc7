import CPSDiagnostics
import OpenSSLKit
import Testing

/// What a responder does with a request.
struct ResponderConduct: Sendable, CustomTestStringConvertible {
  /// A request, and the tree whose responder is asked.
  struct Asked {
    let tree: TestTree
    let request: StatusRequest

    /// A good answer to it, to be made wrong.
    func draft() throws -> StatusDraft { try StatusDraft(in: tree, answering: request) }
  }

  static let good = ResponderConduct("good", .statusRefused) { try $0.draft().der() }

  let testDescription: String
  /// The row that stands for it where it is no answer.
  let row: Diagnostic
  let answer: @Sendable (Asked) throws -> [UInt8]

  init(_ name: String, _ row: Diagnostic, _ answer: @escaping @Sendable (Asked) throws -> [UInt8]) {
    testDescription = "\(name): \(row.code)"
    self.row = row
    self.answer = answer
  }
}
