import CPSAuth
import CPSAuthPostgres
import CPSAuthSQLite
import CPSAuthTesting
import CPSPrimitives
import CPSProof
import Glibc
import OpenSSLKit
import TestSupport
import Testing

@Suite struct TakeRaceTests {
  private static let rounds = 1_000

  enum Kind: Sendable, CaseIterable {
    case file
    case server

    /// A new state: how another process is told to open it, and this one's store over it.
    func open(in directory: TemporaryDirectory) async throws -> (name: String, store: any AuthStore) {
      switch self {
      case .file:
        let path = directory.path("state.sqlite")
        let store = try await SQLiteStore.open(
          at: path, environment: .synthetic, random: SystemRandomSource())
        return (path, store)
      case .server:
        let machine = try await PrivatePostgreSQL.shared()
        let database = try await machine.makeDatabase()
        let server = try PostgreSQLServer(
          hosts: [.socket(directory: machine.directory)], database: database, user: PrivatePostgreSQL.user)
        let store = try await PostgreSQLStore.open(
          server, environment: .synthetic, random: SystemRandomSource())
        return ("\(machine.directory) \(database) \(PrivatePostgreSQL.user)", store)
      }
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: Kind.allCases)
  func `CC-04 a thousand challenges raced by two processes are taken once each`(kind: Kind) async throws {
    let directory = try TemporaryDirectory()
    let (name, store) = try await kind.open(in: directory)
    let random = SystemRandomSource()
    let secret = try random.bytes(32)
    let key = try KeyThumbprint(try random.bytes(32))
    let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))

    let pipes = [directory.path("one"), directory.path("other")]
    for pipe in pipes { #expect(mkfifo(pipe, 0o600) == 0) }
    let racers = try (0..<2).map { number in
      try ChildProcess(
        try BuiltProduct.path("store-take-race"),
        [
          name, Hexadecimal.encode(secret), Hexadecimal.encode(key.bytes),
          String(clock.now().millisecondsSince1970), pipes[number], pipes[1 - number],
        ], input: .open)
    }
    for racer in racers { try await racer.waitForOutput("ready") }

    // Issued when all have opened the store, each of which began a new epoch.
    let authority = try ChallengeAuthority(
      audience: try Audience("https://service.example"), store: store,
      secret: try ServiceSecret(try SecretBytes(copying: secret)), clock: clock, random: random)
    var ids: [String] = []
    for _ in 0..<Self.rounds {
      ids.append(try await authority.issue(for: .login, function: nil, to: key).id)
    }
    // A pipe holds less than all ids: each racer gets them in pieces, and both begin with the empty line.
    for id in ids { for racer in racers { try racer.send(id + "\n") } }
    for racer in racers { try racer.send("\n") }

    for racer in racers { #expect(try await racer.wait(atMost: .seconds(120)) == .exited(0)) }
    let answers = racers.map { racer in
      racer.standardOutput.split(separator: "\n").filter { $0 != "ready" && $0 != "done" }
    }
    for answer in answers { try #require(answer.count == Self.rounds) }
    for round in 0..<Self.rounds {
      let both = Set([answers[0][round], answers[1][round]])
      #expect(both == ["taken", "challenge.used"], "round \(round)")
    }
    // Both were in the race.
    for answer in answers { #expect(answer.contains("taken")) }
  }
}
