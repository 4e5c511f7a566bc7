import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Testing

@Suite struct RegisterTests {
  private struct FixedRegister: PractitionerRegister {
    let result: Result<RegisterAnswer, CPSError>
    func answer(for person: NationalIdentifier, at moment: Timestamp) throws(CPSError) -> RegisterAnswer {
      guard person.text == "899900123011", moment == TestTree.now else { throw CPSError(.internalFault) }
      return try result.get()
    }
  }

  private func logIn(_ result: Result<RegisterAnswer, CPSError>) throws -> VerifiedProfessional {
    let tree = try TestTree.shared.get()
    let verifier = try tree.verifier(register: FixedRegister(result: result))
    return try tree.logIn(with: try LeafDraft(in: tree).der(), by: verifier)
  }

  @Test func aPersonWhoMayPractiseLogsIn() throws {
    #expect(try logIn(.success(.mayPractise)).register == .mayPractise)
  }

  @Test func aPersonStruckOffIsRefusedWithTheReason() throws {
    let error = #expect(throws: CPSError.self) { try logIn(.success(.mayNotPractise(reason: "struck off"))) }
    #expect(error == CPSError(.practitionerNotEntitled))
    #expect(error?.message(in: .english).contains("struck off") == true)
  }

  @Test func aRegisterThatCannotAnswerRefuses() throws {
    #expect(throws: CPSError(.storeUnavailable)) { try logIn(.failure(CPSError(.storeUnavailable))) }
  }
}
