/// Why a condition of the catalogue holds on this machine, and what removes that cause.
///
/// A row says what happened; where several causes lead to it, the remedy depends on which one was found.
public struct Cause: Sendable, Hashable {
  /// The stable name for programs, such as `socket.dead`.
  public let code: String
  /// What was found, in one sentence.
  public let text: Bilingual
  /// What removes it.
  public let remedy: Bilingual

  init(_ code: String, _ text: Bilingual, remedy: Bilingual) {
    self.code = code
    self.text = text
    self.remedy = remedy
  }
}

extension Cause {
  /// Every cause, for documentation and tests.
  public static let all: [Cause] = serviceCauses + readerCauses + workstationCauses
}
