import CPSDiagnostics
import Testing

@testable import CPSDoctor

@Suite struct AgentPlaceCheckTests {
  private static let place = "/run/user/1000/cpsauth"
  private let fake: FakeMachine

  init() throws { fake = try FakeMachine() }

  private var found: Finding? { AgentPlaceCheck().findings(on: fake.machine).first }

  @Test func `a private runtime directory is ready`() {
    #expect(found?.code == "agent.place-ready")
  }

  @Test func `an agent that runs, and one that has left its socket`() throws {
    try fake.make(Self.place, mode: 0o700)
    try fake.leaveSocket(at: Self.place + "/agent.socket")
    #expect(found?.code == "agent.place-ready")
    try fake.remove(Self.place + "/agent.socket")
    try fake.listen(at: Self.place + "/agent.socket")
    #expect(found?.code == "agent.runs")
  }

  @Test(arguments: [nil, "", "run/user/1000"])
  func `no runtime directory is named`(value: String?) {
    fake.variables["XDG_RUNTIME_DIR"] = value
    #expect(found?.cause == .runtimeDirectoryUnset)
    #expect(found?.exitStatus == .unavailable)
  }

  @Test func `the runtime directory is not there, or no directory`() throws {
    try fake.remove("/run/user/1000")
    #expect(found?.cause == .runtimeDirectoryAbsent)
    try fake.write("", to: "/run/user/1000")
    #expect(found?.cause == .runtimeDirectoryAbsent)
  }

  @Test(arguments: ["/run/user/1000", place])
  func `a directory that is open to others stops a login`(path: String) throws {
    try fake.make(Self.place, mode: 0o700)
    try fake.change(path, mode: 0o755)
    #expect(found?.cause == .placeOpenToOthers)
    #expect(found?.code == "agent.foreign")
    #expect(found?.values["mode"] == "755")
    #expect(found?.exitStatus == .noPermission)
  }

  @Test func `a directory of another user stops a login`() {
    fake.conditions.user += 1
    #expect(found?.cause == .placeOpenToOthers)
  }

  @Test func `a link or a file in the agent's place stops a login`() throws {
    try fake.link(Self.place, to: "/tmp")
    #expect(found?.cause == .placeTaken)
    try fake.remove(Self.place)
    try fake.make(Self.place, mode: 0o700)
    try fake.write("", to: Self.place + "/agent.socket")
    #expect(found?.cause == .placeTaken)
  }
}
