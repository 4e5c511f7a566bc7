import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@testable import CPSAuth

@Suite struct ReviewTests {
  private let bench: ServiceBench

  init() throws {
    bench = try ServiceBench()
    bench.gate.policy = try Policy(
      version: "glass",
      rules: [
        PolicyRule(
          name: "emergency", effect: .allow, functions: TestPolicy.functions,
          holders: .card(CardCondition(types: [.cps], professions: [.nurse])),
          demands: PolicyDemands(needsReason: true), isBreakGlass: true),
        PolicyRule(
          name: "reviewers", effect: .allow, functions: .named([AccessReview.function]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician]))),
        PolicyRule(
          name: "all review", effect: .allow, functions: .named([AccessReview.function]),
          holders: .everyAccount),
      ])
  }

  private func nurse() async throws -> CardSession {
    try await bench.otherWorkstation().logIn(to: bench.service, with: try ServiceBench.nurse.card).session
  }

  private func call(
    _ session: CardSession, _ circumstances: Circumstances
  ) async throws {
    let number = try NIR("208137512536476")
    _ = try await bench.gate.perform(Lookup.self, as: session, about: number, given: circumstances) {
      permit in
      _ = try permit.redeem()
      return "found"
    }
  }

  private func refusal(of action: () async throws -> Void) async -> CPSError? {
    do {
      try await action()
      return nil
    } catch { return (error as? Refusal)?.error }
  }

  private func pending() async throws -> [Int64] {
    var pending = PendingReviews()
    for entry in try await bench.entries() { pending.read(entry) }
    return pending.entries.map(\.sequence)
  }

  private func breakGlass(_ session: CardSession) async throws -> Int64 {
    try await call(
      session, Circumstances(reason: try AccessReason("Urgence vitale"), isBreakGlass: true))
    return try #require(try await bench.entries().last { $0.event.kind == .decision }).sequence
  }

  @Test func `a declared emergency opens, is written down with its reason, and waits for its review`()
    async throws
  {
    let nurse = try await nurse()
    #expect(await refusal { try await call(nurse, .none) } == CPSError(.breakGlassRequired))
    #expect(
      await refusal { try await call(nurse, Circumstances(isBreakGlass: true)) } == CPSError(.reasonRequired))
    #expect(try await pending().isEmpty)
    let sequence = try await breakGlass(nurse)
    let decision = try #require(try await bench.events(.decision).last)
    #expect(decision.isBreakGlass == true && decision.reason == "Urgence vitale")
    #expect(decision.awaitsReview && decision.rule == "emergency")
    #expect(try await pending() == [sequence])
    let physician = try await bench.logIn().session
    try await bench.gate.review(
      sequence, as: physician, finding: .justified, remark: try AccessReason("Dossier relu"))
    #expect(try await pending().isEmpty)
    let review = try #require(try await bench.events(.review).first)
    #expect(review.decision == sequence && review.verdict == .justified)
    #expect(review.reason == "Dossier relu" && review.function == Lookup.name)
    #expect(review.actor?.nationalIdentifier == physician.identity.nationalIdentifier.text)
  }

  @Test func `nobody reviews themselves, what needs no review, or without being named`() async throws {
    let nurse = try await nurse()
    let sequence = try await breakGlass(nurse)
    let remark = try AccessReason("Dossier relu")
    let physician = try await bench.logIn().session
    func review(_ number: Int64, _ session: some Session) async -> CPSError? {
      await refusal {
        try await bench.gate.review(number, as: session, finding: .unjustified, remark: remark)
      }
    }
    #expect(await review(sequence, nurse) == CPSError(.deniedByPolicy))
    for number in [0, -1, 1, sequence - 1, sequence + 1, 10_000, .max, .min] {
      #expect(await review(number, physician) == CPSError(.reviewRefused), "\(number)")
    }
    bench.gate.policy = try Policy(
      version: "nurses",
      rules: [
        PolicyRule(
          name: "reviewers", effect: .allow, functions: .named([AccessReview.function]),
          holders: .card(CardCondition(types: [.cps], professions: [.nurse])))
      ])
    #expect(await review(sequence, nurse) == CPSError(.reviewRefused))
    #expect(try await bench.events(.review).isEmpty)
    #expect(try await pending() == [sequence])
  }

  @Test func `an account may review where the policy says so`() async throws {
    let sequence = try await breakGlass(try await nurse())
    let officer = try await bench.logInByPassword().session
    try await bench.gate.review(
      sequence, as: officer, finding: .unjustified, remark: try AccessReason("Aucune urgence"))
    #expect(try await bench.events(.review).first?.verdict == .unjustified)
  }
}
