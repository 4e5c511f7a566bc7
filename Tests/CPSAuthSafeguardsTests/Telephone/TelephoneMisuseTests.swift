import TestSupport
import Testing

/// What a telephone check must not be made into, beside what it is for.
@Suite struct TelephoneMisuseTests {
  struct Misuse: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let right: String
    let wrong: String
    let complaint: String
  }

  private static let preamble = """
    import CPSAuth
    import CPSAuthSafeguards
    import CPSDiagnostics

    """

  static let misuses = [
    Misuse(
      testDescription: "a confirmation that nobody gave",
      right: "func f(_ c: borrowing TelephoneConfirmation) -> AccountName { c.account }",
      wrong: """
        func f(_ a: AccountName) -> TelephoneConfirmation {
          TelephoneConfirmation(of: a, by: .professional, to: AuditActor(hostOperator: "me"))
        }
        """,
      complaint: "inaccessible due to 'internal' protection level"),
    Misuse(
      testDescription: "two renewals of one confirmation",
      right: """
        func f(_ c: consuming TelephoneConfirmation, _ r: any CredentialRenewal) async throws {
          try await c.startRenewal(through: r)
        }
        """,
      wrong: """
        func f(_ c: consuming TelephoneConfirmation, _ r: any CredentialRenewal) async throws {
          try await c.startRenewal(through: r)
          try await c.startRenewal(through: r)
        }
        """,
      complaint: "consumed more than once"),
    Misuse(
      testDescription: "a confirmation that is kept for later",
      right:
        "final class Desk { var account: AccountName?; func f(_ c: borrowing TelephoneConfirmation) { account = c.account } }",
      wrong: "final class Desk { var kept: [TelephoneConfirmation] = [] }",
      complaint: "does not conform to protocol 'Copyable'"),
    Misuse(
      testDescription: "a confirmation in the place of a session",
      right: "func g(_ s: some Session) {}; func f(_ s: CardSession) { g(s) }",
      wrong: "func g(_ s: some Session) {}; func f(_ c: consuming TelephoneConfirmation) { g(c) }",
      complaint: "TelephoneConfirmation"),
    Misuse(
      testDescription: "a check without a permit of the gate",
      right: """
        func f(_ d: TelephoneDesk, _ p: consuming Permit<TelephoneCheck>, _ c: TelephoneClaim, _ s: CardSession)
          async throws
        { _ = try await d.check(p, c, from: .professional, by: s) }
        """,
      wrong: """
        func f(_ d: TelephoneDesk, _ a: AccountName, _ c: TelephoneClaim, _ s: CardSession) async throws {
          _ = try await d.check(a, c, from: .professional, by: s)
        }
        """,
      complaint: "cannot convert value of type 'AccountName'"),
  ]

  @Test(.timeLimit(.minutes(5)), arguments: misuses)
  func `misuse of a confirmation does not compile`(misuse: Misuse) async throws {
    let (isRight, rightErrors) = try await SnippetCompiler.compiles(Self.preamble + misuse.right)
    #expect(isRight, "the right use must compile: \(rightErrors)")
    let (isWrong, wrongErrors) = try await SnippetCompiler.compiles(Self.preamble + misuse.wrong)
    #expect(!isWrong, "the misuse compiled")
    #expect(wrongErrors.contains(misuse.complaint), "\(wrongErrors)")
  }
}
