import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthSafeguards

@Suite struct ExposureListTests {
  private let scene: ExposureScene
  private let robot = ExposureScene.account("pharmacie-1")

  init() throws { scene = try ExposureScene() }

  @Test func `the list names exactly those who were exposed, for each officer`() async throws {
    try await scene.call(about: "2081375125364", by: robot, outcome: .found, showing: ["identity"])
    try await scene.call(about: "1741469010360", by: robot, outcome: .notFound)
    try await scene.call(about: "2501513023096", by: robot, isAllowed: false, outcome: nil)
    try await scene.call(about: "1191633325326", by: robot, outcome: nil)
    try await scene.call(about: "2471759263137", by: ExposureScene.account("other"), outcome: .found)
    for officer in [scene.officer, scene.deputy] {
      let list = try await scene.list(scene.scope(["account:pharmacie-1"]), as: officer)
      #expect(list.people.map(\.subject) == ["1191633325326", "2081375125364"])
      #expect(list.people.map(\.isUncertain) == [true, false])
      #expect(list.people.map(\.fields) == [[], ["identity"]])
      #expect(list.people.map(\.actors) == [["account:pharmacie-1"], ["account:pharmacie-1"]])
      #expect(list.unopenedCount == 0)
    }
  }

  @Test func `somebody with a pseudonym in each of two epochs is one person`() async throws {
    let next = try AuditKey(epoch: "2026-12", try SecretBytes(copying: try scene.random.bytes(32)))
    try await scene.call(about: "1", by: robot, outcome: .found, showing: ["identity"])
    try await scene.call(about: "1", by: robot, outcome: .found, showing: ["rights"], under: next)
    let scope = try scene.scope(nil)
    #expect(try await scene.tally(scope).summary().persons == 2)
    let people = try await scene.list(scope, as: scene.officer).people
    #expect(people.count == 1)
    #expect(people.first?.accesses == 2)
    #expect(people.first?.fields == ["identity", "rights"])
    #expect(people.first?.first == ExposureScene.noon)
  }

  @Test func `the key of somebody else opens nothing`() async throws {
    try await scene.call(about: "1", by: robot, outcome: .found)
    let stranger = try SealOfficer.pair().0
    let error = await #expect(throws: CPSError.self) {
      _ = try await scene.list(scene.scope(nil), as: stranger)
    }
    #expect(error?.diagnostic == .auditSealBroken)
  }

  @Test func `whom this key does not open is counted as missing`() async throws {
    try await scene.call(about: "1", by: robot, outcome: .found)
    // The key of another segment than that of the entry.
    let opener = try SubjectOpener(segment: 99, key: try SecretBytes(copying: try scene.random.bytes(32)))
    var list = ExposureList(of: try await scene.tally(scene.scope(nil)), with: opener)
    for entry in try await scene.entries() { try list.add(entry) }
    #expect(list.people.isEmpty)
    #expect(list.unopenedCount == 1)
  }

  @Test func `a line of the file is read back by another program as it was`() async throws {
    try await scene.call(about: "1", by: ExposureScene.account("=cmd\"|'x"), outcome: .found)
    let line = try #require(try await scene.list(scene.scope(nil), as: scene.officer).people.first)
    let script = """
      import csv, sys
      rows = list(csv.reader(sys.stdin))
      assert rows[0] == ["subject", "first", "last", "accesses", "fields", "uncertain", "actors"], rows
      assert rows[1] == ["1", "2027-01-15T08:00:00Z", "2027-01-15T08:00:00Z", "1", "identity rights", "0",
                         'account:=cmd"|\\'x'], rows
      """
    let done = try await ChildProcess.run(
      "/usr/bin/python3", ["-c", script], input: .bytes(Array((ExposureLine.csvHeader + line.csv).utf8)))
    #expect(done.outcome == .exited(0), "\(done.errors)")
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@x"])
  func `no cell is taken for a formula`(subject: String) async throws {
    try await scene.call(about: subject, by: robot, outcome: .found)
    let line = try #require(try await scene.list(scene.scope(nil), as: scene.officer).people.first)
    #expect(line.csv.hasPrefix("\" \(subject)\","))
  }
}
