import CPSDiagnostics
import CPSPrimitives
import CPSWorkstation
import TestSupport
import Testing
import VirtualCPS

@testable import CPSDoctor

@Suite struct DoctorTests {
  private let fake: FakeMachine

  init() throws { fake = try FakeMachine() }

  @Test func `a healthy workstation ends with status 0`() async throws {
    let maker = try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/physician"))
    fake.readers.statuses = [ReaderStatus(name: "Reader 1", card: .present)]
    fake.readers.connection = VirtualCardConnection(try VirtualCard(maker.image(.cps3)))
    let examination = await Doctor(fake.machine).examine()
    #expect(examination.exitStatus == .success)
    #expect(examination.findings.allSatisfy { $0.standing == .fact })
    #expect(
      examination.findings.map(\.subject.rawValue) == [
        "locale", "clock", "agent", "memory", "memory", "service", "readers", "card", "card", "pin",
      ])
  }

  @Test func `behind an obstacle nothing more is looked at`() async throws {
    try fake.remove("/run/pcscd/pcscd.comm")
    let examination = await Doctor(fake.machine).examine()
    #expect(examination.obstacles.map(\.code) == ["reader.service-not-installed"])
    #expect(examination.findings.last?.subject == .service)
    #expect(examination.exitStatus == .noReader)
  }

  @Test func `the gravest obstacle gives the status, the first among equals`() async throws {
    // error, exit 78; alarm, exit 77; notice, exit 10.
    fake.now = Timestamp(secondsSince1970: 0)
    try fake.change("/run/user/1000", mode: 0o777)
    var examination = await Doctor(fake.machine).examine()
    #expect(examination.obstacles.map(\.exitStatus) == [.configuration, .noPermission, .noReader])
    #expect(examination.exitStatus == .noPermission)

    try fake.change("/run/user/1000", mode: 0o700)
    fake.variables["XDG_RUNTIME_DIR"] = nil
    examination = await Doctor(fake.machine).examine()
    #expect(examination.obstacles.map(\.severity) == [.error, .error, .notice])
    #expect(examination.exitStatus == .configuration)
  }

  @Test func `remarks stop nothing`() async throws {
    fake.conditions.locksMemory = false
    fake.variables["LANG"] = "C"
    let findings = await Doctor(fake.machine).examine().findings
    #expect(findings.filter { $0.standing == .remark }.count == 2)
    #expect(findings.filter { $0.standing == .remark }.allSatisfy { $0.exitStatus == .success })
  }

  @Test func `every fact is told in both languages`() {
    #expect(Set(Fact.all.map(\.code)).count == Fact.all.count)
    for fact in Fact.all {
      #expect(fact.text.french != fact.text.english)
      #expect(fact.text.french.hasSuffix(".") && fact.text.english.hasSuffix("."))
    }
  }

  @Test func `no text of a finding is left with a hole`() async throws {
    try fake.plug("0b00", "0090", name: nil, interfaceClass: "ff")
    fake.variables = ["LANG": "C"]
    for finding in await Doctor(fake.machine).examine().findings {
      for language in Language.allCases {
        let texts = [
          finding.message(in: language), finding.cause(in: language), finding.remedy(in: language),
        ]
        #expect(!texts.compactMap(\.self).joined().contains("?"), "\(finding.code)")
      }
    }
  }
}
