import CPSDiagnostics
import Testing

@testable import CPSDoctor

@Suite struct SecretMemoryCheckTests {
  private let fake: FakeMachine

  init() throws { fake = try FakeMachine() }

  @Test func `locked memory and no core files are facts`() {
    let findings = SecretMemoryCheck().findings(on: fake.machine)
    #expect(findings.map(\.code) == ["memory.locked", "memory.no-core-files"])
  }

  @Test func `FT-05 memory that cannot be locked is remarked with its limit`() throws {
    fake.conditions.locksMemory = false
    try fake.write(
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max core file size        unlimited            unlimited            bytes
      Max locked memory         0                    0                    bytes
      """, to: "/proc/self/limits")
    try fake.write("|/usr/lib/systemd/systemd-coredump %P\n", to: "/proc/sys/kernel/core_pattern")
    let findings = SecretMemoryCheck().findings(on: fake.machine)
    #expect(findings.map(\.cause) == [.memoryNotLockable, .coreFilesWritten])
    #expect(findings.map(\.standing) == [.remark, .remark])
    #expect(findings[0].values["limit"] == "0")
    #expect(findings[1].values["limit"] == "unlimited")
    #expect(findings[1].cause(in: .english)?.contains("systemd-coredump") == true)
  }

  @Test func `limits that cannot be read are remarked`() throws {
    try fake.remove("/proc/self/limits")
    #expect(SecretMemoryCheck().findings(on: fake.machine).last?.values["limit"] == "?")
  }
}
