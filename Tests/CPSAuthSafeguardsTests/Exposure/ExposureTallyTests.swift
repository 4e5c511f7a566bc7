import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import TestSupport
import Testing

@testable import CPSAuthSafeguards

@Suite struct ExposureTallyTests {
  private let scene: ExposureScene
  private let robot = ExposureScene.account("pharmacie-1")

  init() throws { scene = try ExposureScene() }

  @Test func `who was found is exposed once, with all that was shown`() async throws {
    try await scene.call(about: "1", by: robot, outcome: .found, showing: ["identity"])
    try await scene.call(about: "1", by: robot, outcome: .found, showing: ["rights"])
    try await scene.call(about: "2", by: robot, outcome: .found, showing: ["identity"])
    let summary = try await scene.tally(scene.scope(["account:pharmacie-1"])).summary()
    #expect(summary.persons == 2)
    #expect(summary.accesses == 3)
    #expect(summary.personsByField == ["identity": 2, "rights": 1])
    #expect(summary.accessesByActor == ["account:pharmacie-1": 3])
    #expect(summary.accessesByFunction == ["infopatient.lookup": 3])
    #expect(summary.uncertainPersons == 0)
    #expect(summary.isCovered)
  }

  @Test func `who was not found, or refused, is not exposed`() async throws {
    try await scene.call(about: "1", by: robot, outcome: .notFound)
    try await scene.call(about: "2", by: robot, isAllowed: false, outcome: nil)
    let summary = try await scene.tally(scene.scope(nil)).summary()
    #expect(summary.persons == 0)
    #expect(summary.accesses == 0)
    #expect(summary.first == nil)
  }

  @Test(arguments: [nil, AuditOutcome.failed])
  func `intent without outcome, and what failed, counts as exposed, and nobody knows how far`(
    outcome: AuditOutcome?
  ) async throws {
    try await scene.call(about: "1", by: robot, outcome: outcome)
    let summary = try await scene.tally(scene.scope(nil)).summary()
    #expect(summary.persons == 1)
    #expect(summary.uncertainPersons == 1)
    #expect(summary.personsByField.isEmpty)
    #expect(summary.accessesByActor == ["account:pharmacie-1": 1])
  }

  @Test func `an outcome that comes late belongs to its decision`() async throws {
    let first = try await scene.call(about: "1", by: robot, outcome: nil)
    let second = try await scene.call(about: "2", by: robot, outcome: nil)
    try await scene.conclude(second, .found, ["identity"])
    try await scene.conclude(first, .notFound, [])
    let summary = try await scene.tally(scene.scope(nil)).summary()
    #expect(summary.persons == 1)
    #expect(summary.uncertainPersons == 0)
  }

  @Test func `only acts of those who are named, in their time and of their functions, count`() async throws {
    let other = ExposureScene.account("pharmacie-2")
    let physician = ExposureScene.person("899700245667", card: "2698000201")
    try await scene.call(about: "1", by: robot, outcome: .found)
    try await scene.call(about: "2", by: other, outcome: .found)
    try await scene.call(about: "3", by: physician, outcome: .found)
    try await scene.call(about: "4", by: nil, outcome: .found)
    try await scene.call(about: "5", by: robot, function: "infopatient.export", outcome: .found)
    func persons(_ actors: [String]?) async throws -> Int {
      try await scene.tally(scene.scope(actors)).summary().persons
    }
    #expect(try await persons(nil) == 5)
    #expect(try await persons(["account:pharmacie-1"]) == 2)
    #expect(try await persons(["account:pharmacie-1", "account:pharmacie-2"]) == 3)
    #expect(try await persons(["person:899700245667"]) == 1)
    #expect(try await persons(["card:2698000201"]) == 1)
    #expect(try await persons(["session:s"]) == 4)
    #expect(try await persons(["account:899700245667", "person:pharmacie-1", "card:1"]) == 0)
    let named = try scene.scope(["account:pharmacie-1"], functions: ["infopatient.export"])
    #expect(try await scene.tally(named).summary().persons == 1)
  }

  @Test func `what staff did in somebody's place is asked for by the delegator`() async throws {
    let scene = try ExposureScene()
    let secretary = ExposureScene.person("30B0999999/CPE0001", card: "2")
    try await scene.call(about: "1", by: secretary, outcome: .found, for: "899900123011")
    try await scene.call(about: "2", by: secretary, outcome: .found, for: "899900123029")
    try await scene.call(about: "3", by: secretary, outcome: .found)
    try await scene.call(about: "4", by: ExposureScene.person("899900123011"), outcome: .found)
    func persons(_ actors: String...) async throws -> Int {
      try await scene.tally(try scene.scope(actors)).summary().persons
    }
    #expect(try await persons("delegator:899900123011") == 1)
    #expect(try await persons("delegator:899900123011", "person:899900123011") == 2)
    #expect(try await persons("delegator:899900123037") == 0)
    #expect(try await persons("card:2") == 3)
  }

  @Test func `the end of the time does not belong to it, the beginning does`() async throws {
    let moment = scene.clock.now()
    try await scene.call(about: "1", by: robot, outcome: .found)
    func persons(_ from: Timestamp, _ until: Timestamp) async throws -> Int {
      try await scene.tally(scene.scope(nil, from: from, until: until)).summary().persons
    }
    #expect(try await persons(moment, moment + .seconds(1)) == 1)
    #expect(try await persons(moment - .seconds(1), moment) == 0)
    #expect(try await persons(moment + .seconds(1), moment + .seconds(9)) == 0)
  }

  @Test func `an outcome after the end of the time still says what was shown`() async throws {
    let moment = scene.clock.now()
    try await scene.call(about: "1", by: robot, outcome: .notFound)
    let scope = try scene.scope(nil, from: moment, until: moment + .milliseconds(1))
    #expect(try await scene.tally(scope).summary().persons == 0)
  }

  @Test func `an act about nobody in particular is told apart`() async throws {
    try await scene.call(about: nil, by: robot, function: "sessions.list", outcome: .found)
    let summary = try await scene.tally(scene.scope(nil)).summary()
    #expect(summary.persons == 0)
    #expect(summary.unnamedAccesses == 1)
    #expect(summary.accessesByFunction == ["sessions.list": 1])
  }

  @Test func `acts of administration name no person, whatever their subject is`() async throws {
    try await scene.call(about: "1", by: robot, outcome: .found)
    for function in HouseFunction.names.sorted(by: { $0.rawValue < $1.rawValue }) {
      try await scene.call(about: "everyone", by: robot, function: function, outcome: .found)
    }
    let scope = try scene.scope(nil)
    let summary = try await scene.tally(scope).summary()
    #expect(summary.persons == 1)
    #expect(summary.accesses == 1)
    #expect(summary.unnamedAccesses == HouseFunction.names.count)
    let list = try await scene.list(scope, as: scene.officer)
    #expect(list.people.map(\.subject) == ["1"])
    #expect(list.unopenedCount == 0)
  }

  @Test func `who is asked for and did nothing in that time is named`() async throws {
    try await scene.call(about: "1", by: robot, outcome: .notFound)
    let other = ExposureScene.account("pharmacie-2")
    try await scene.call(about: "2", by: other, isAllowed: false, outcome: nil)
    let names = ["account:pharmacie-1", "account:pharmacie-2", "account:Pharmacie-1"]
    let summary = try await scene.tally(scene.scope(names)).summary()
    #expect(summary.idleActors == ["account:Pharmacie-1", "account:pharmacie-2"])
    #expect(
      ExposureTexts.lines(of: summary, in: .english).contains(
        "account:Pharmacie-1: no access in the log in that time; make sure that the name is written right"))
    #expect(try await scene.tally(scene.scope(nil)).summary().idleActors.isEmpty)
  }

  @Test func `every function by which a service is run is known as one`() throws {
    let sources = URL(filePath: PackageRoot.path("Sources"))
    var names: Set<String> = []
    for module in ["CPSAuth", "CPSAuthSafeguards", "CPSAuthSafeguardsHTTP", "CPSAuthHTTP"] {
      let files = FileManager.default.enumerator(
        at: sources.appending(path: module), includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift" else { continue }
        let text = try String(contentsOf: file, encoding: .utf8)
        names.formUnion(
          text.matches(of: /static let [a-z]+: FunctionName = "([a-z.]+)"/).map { String($0.1) })
      }
    }
    #expect(names == Set(HouseFunction.names.map(\.rawValue)))
  }

  @Test func `a log that begins later says that there may be more`() async throws {
    try await scene.call(about: "1", by: robot, outcome: .found)
    try await scene.call(about: "2", by: robot, outcome: .found)
    var tally = ExposureTally(of: try scene.scope(nil))
    for entry in try await scene.entries().dropFirst(4) { tally.add(entry) }
    #expect(!tally.summary().isCovered)
    #expect(tally.summary().persons == 1)
    #expect(!ExposureTally(of: try scene.scope(nil)).summary().isCovered)
  }

  @Test(arguments: [
    "", "account", "account:", ":x", "pharmacie-1", "accounts:x", "account:a\nb", "ACCOUNT:x",
    "account:" + String(repeating: "x", count: 320),
  ])
  func `what names no actor is refused`(text: String) {
    #expect(throws: CPSError(.exposureScopeInvalid)) { try ExposureActor(text) }
  }

  @Test func `a scope that could only be misread is refused`() throws {
    let actor = try ExposureActor("account:x")
    let noon = ExposureScene.noon
    for (from, until) in [(noon, noon), (noon, noon - .seconds(1))] {
      #expect(throws: CPSError(.exposureScopeInvalid)) {
        try ExposureScope(from: from, until: until, actors: [actor])
      }
    }
    #expect(throws: CPSError(.exposureScopeInvalid)) {
      try ExposureScope(from: noon, until: noon + .seconds(1), actors: [])
    }
    #expect(throws: CPSError(.exposureScopeInvalid)) {
      try ExposureScope(from: noon, until: noon + .seconds(1), actors: nil, functions: [])
    }
  }

  @Test func `a log with more names of fields than a program writes keeps them as unknown`() {
    var fields = ExposedFields()
    let names = (0..<70).map { "f\(100 + $0)" }
    let bits = fields.bits(of: names)
    #expect(fields.names(of: bits) == Array(names.prefix(ExposedFields.maximumCount)))
    #expect(bits & ExposedPerson.unknownFields != 0)
  }
}
