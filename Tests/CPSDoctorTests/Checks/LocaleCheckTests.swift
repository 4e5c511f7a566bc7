import CPSDiagnostics
import Testing

@testable import CPSDoctor

@Suite struct LocaleCheckTests {
  @Test(arguments: [
    ["LANG": "fr_FR.UTF-8"], ["LANG": "C.utf8"], ["LC_ALL": "C.UTF-8", "LANG": "C"],
    ["LC_CTYPE": "fr_FR.UTF-8@euro", "LANG": "fr_FR"], ["LC_ALL": "", "LANG": "en_GB.UTF-8"],
  ])
  func `FT-07 UTF-8 is a fact`(environment: [String: String]) throws {
    let fake = try FakeMachine()
    fake.variables = environment
    let findings = LocaleCheck().findings(on: fake.machine)
    #expect(findings.map(\.code) == ["locale.utf-8"])
  }

  @Test(arguments: [
    [:], ["LANG": "C"], ["LANG": "fr_FR.ISO-8859-15"], ["LC_ALL": "C", "LANG": "fr_FR.UTF-8"],
    ["LANG": "fr_FR.UTF-8x"], ["LANG": "."], ["LANG": "@"],
  ])
  func `FT-07 another character set is remarked`(environment: [String: String]) throws {
    let fake = try FakeMachine()
    fake.variables = environment
    let findings = LocaleCheck().findings(on: fake.machine)
    #expect(findings.map(\.cause) == [.localeNotUTF8])
    #expect(findings.map(\.standing) == [.remark])
  }

  @Test func `FT-05 without a terminal no PIN can be typed`() throws {
    let fake = try FakeMachine()
    fake.conditions.hasTerminal = false
    let findings = LocaleCheck().findings(on: fake.machine)
    #expect(findings.last?.cause == .terminalAbsent)
    #expect(findings.last?.standing == .remark)
  }
}
