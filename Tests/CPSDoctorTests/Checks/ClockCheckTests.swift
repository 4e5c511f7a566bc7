import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import CPSDoctor

@Suite struct ClockCheckTests {
  private let fake: FakeMachine

  init() throws { fake = try FakeMachine() }

  private var found: Finding? { ClockCheck().findings(on: fake.machine).first }

  @Test func `a synchronised clock is a fact`() throws {
    #expect(found?.code == "clock.synchronised")
    #expect(found?.values["now"] == "2026-09-21T14:13:20Z")
  }

  @Test func `a clock before the installation stops a login`() {
    fake.now = Timestamp(secondsSince1970: 0)
    #expect(found?.cause == .clockBehind)
    #expect(found?.exitStatus == .configuration)
  }

  @Test func `a clock ten years after the installation stops a login`() {
    fake.now = FakeMachine.now + .seconds(11 * 366 * 86_400)
    #expect(found?.cause == .clockAhead)
    #expect(found?.standing == .obstacle)
  }

  @Test func `a difference of hours is no wrong clock`() {
    fake.now = FakeMachine.now - .seconds(100_000)
    #expect(found?.standing == .fact)
  }

  @Test func `a clock that was never set is remarked`() throws {
    try fake.remove("/run/systemd/timesync/synchronized")
    #expect(found?.cause == .clockUnsynchronised)
    #expect(found?.standing == .remark)
    #expect(found?.exitStatus == .success)
  }

  @Test func `without timesyncd nothing is said of it`() throws {
    try fake.remove("/run/systemd/timesync")
    fake.conditions.installed = nil
    #expect(found?.code == "clock.unjudged")
  }
}
