import TestSupport
import Testing

/// What must not compile: each snippet beside one that differs in the point alone and does.
@Suite struct MisuseTests {
  private static let preamble = """
    import CPSAuth
    import CPSDiagnostics
    import CPSProof
    import CPSTrust
    enum Lookup: GatedFunction {
      static let name: FunctionName = "infopatient.lookup"
      typealias Subject = NIR
      static func disclosed(by answer: String?) -> Set<String> { [] }
    }
    func onlyByCard(_ session: CardSession) {}

    """

  private func compiles(_ snippet: String) async throws -> (Bool, String) {
    try await SnippetCompiler.compiles(Self.preamble + snippet)
  }

  @Test(.timeLimit(.minutes(5)), arguments: MisuseCase.all)
  func `CA-02 CA-04 CA-05 misuse does not compile`(misuse: MisuseCase) async throws {
    let (rightCompiles, rightErrors) = try await compiles(misuse.right)
    #expect(rightCompiles, "the right use must compile: \(rightErrors)")
    let (wrongCompiles, wrongErrors) = try await compiles(misuse.wrong)
    #expect(!wrongCompiles, "the misuse compiled")
    #expect(wrongErrors.contains(misuse.complaint), "\(wrongErrors)")
  }
}
