import CPSAuth
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuthTesting

@Suite struct StoreConformanceTests {
  @Test(arguments: StoreConformance.checks)
  func `the memory store conforms`(check: StoreConformance) async throws {
    let store = try MemoryStore(environment: .synthetic, random: SeededRandomSource(seed: 1))
    try await check.run(on: StoreUnderTest(isDurable: false) { store })
  }

  /// Each of these checks exists because of a mistake that the careless store makes.
  @Test(arguments: [
    "CC-04 of many who take one mark at once, one has it",
    "a mark of the present epoch is taken, one of another is not",
    "the last request is noted forwards only, and not for the dead",
    "sessions end by token, card, holder and all, once",
    "a presence lease is prolonged forwards only, by its kind, while it lasts",
    "a lease given at the login takes the first kind, and none comes back to life",
    "a deposit is given out once, as it was left, in every store of the state",
    "CC-04 of many who withdraw one deposit at once, one has it",
    "nothing is appended behind another head",
    "live sessions are read page by page, each once",
    "the entries of logins and their sessions come together, or none of them",
    "a session takes the place of another, both or neither",
    "CC-01 of many who replace one session at once, one does",
    "the log is shortened from its beginning, up to its last entry, and goes on",
    "of many who shorten the log at once, each entry is removed by one",
    "CL-04 of two hundred who charge one account at once, as many as have room are counted",
    "charges that are made together are counted all or none",
    "a unit counts once, moves to its last moment, and leaves with the window",
    "what was counted before a confirmation is not counted after it",
    "a unit that is taken back has its room again, and the others stay",
    "what others had counted, or count since, is told apart from what a call added",
    "CC-04 a record that is not the one that was read is left as it is",
    "several changes are made together or not at all",
  ])
  func `CA-03 a careless store fails the suite`(name: String) async throws {
    let check = try #require(StoreConformance.checks.first { $0.description == name })
    let store = HastyStore(
      try MemoryStore(environment: .synthetic, random: SeededRandomSource(seed: 1)))
    await #expect(throws: StoreConformanceFailure.self) {
      try await check.run(on: StoreUnderTest(isDurable: false) { store })
    }
  }

  @Test func everyCheckHasANameOfItsOwn() {
    #expect(Set(StoreConformance.checks.map(\.description)).count == StoreConformance.checks.count)
  }
}
