import CPSDiagnostics

/// What the command line asks for.
struct ReplayRequest: Sendable {
  private static let usage = "march-replay [--scale 1/N] [--seed N] [--acts a,b1,…] FOLDER"

  /// What is taken for granted.
  private(set) var parameters = ReplayParameters()
  /// The acts, in the order in which they are told.
  private(set) var acts = Act.all
  /// Where page and figures go.
  let folder: String

  /// Reads arguments.
  ///
  /// - Throws: ``Diagnostic/usage``.
  init(_ arguments: [String]) throws(CPSError) {
    var rest = arguments[...]
    var folder: String?
    while let word = rest.popFirst() {
      switch word {
      case "--scale":
        guard let value = rest.popFirst(), value.hasPrefix("1/"), let divisor = Int(value.dropFirst(2)),
          (1...1_000).contains(divisor)
        else { throw Self.refusal }
        parameters.divisor = divisor
      case "--seed":
        guard let seed = rest.popFirst().flatMap({ UInt64($0) }) else { throw Self.refusal }
        parameters.seed = seed
      case "--acts":
        let names = rest.popFirst()?.split(separator: ",").map(String.init) ?? []
        acts = Act.all.filter { names.contains($0.name) }
        guard !names.isEmpty, acts.count == names.count else { throw Self.refusal }
      default:
        guard !word.hasPrefix("-"), folder == nil else { throw Self.refusal }
        folder = word
      }
    }
    guard let folder else { throw Self.refusal }
    self.folder = folder
  }

  private static var refusal: CPSError { CPSError(.usage, ["detail": usage], reason: usage) }
}
