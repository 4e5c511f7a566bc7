internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof
internal import Synchronization

/// How the functions of a service read the person whom a step-up is about.
///
/// A function that was not mounted has no reader: it can be confirmed for anybody, and for no one person.
final class SubjectReaders: Sendable {
  typealias Reader = @Sendable (String) throws(CPSError) -> StepUp

  private let readers = Mutex<[FunctionName: Reader]>([:])

  /// Takes note of a function.
  func add(_ function: FunctionName, _ reader: @escaping Reader) {
    readers.withLock { $0[function] = reader }
  }

  /// What a request wants to confirm.
  ///
  /// - Throws: ``Diagnostic/functionUnknown`` for one person of a function that reads none, and what reading throws.
  func stepUp(_ function: FunctionName, about subject: String?) throws(CPSError) -> StepUp {
    guard let subject else { return StepUp(function) }
    guard let reader = readers.withLock({ $0[function] }) else {
      throw CPSError(.functionUnknown, ["function": function.rawValue])
    }
    return try reader(subject)
  }
}
