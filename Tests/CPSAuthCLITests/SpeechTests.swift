import CPSDiagnostics
import Testing

@testable import CPSAuthCLI

@Suite struct SpeechTests {
  @Test(
    arguments: [
      (["cpsauth", "--lang", "fr"], ["LANG": "en_GB"], .french),
      (["cpsauth", "--lang=en"], ["LANG": "fr_FR"], .english),
      (["cpsauth"], ["LC_ALL": "fr_FR.UTF-8"], .french), (["cpsauth"], [:], .english),
      (["cpsauth", "--lang", "de"], ["LC_ALL": "fr"], .french), (["cpsauth", "--lang"], [:], .english),
      (["cpsauth", "call", "--", "--lang", "fr"], [:], .english),
    ] as [([String], [String: String], Language)])
  func `the language is known before the command line is parsed`(
    arguments: [String], environment: [String: String], expected: Language
  ) {
    #expect(Speech.language(arguments: arguments, environment: environment) == expected)
  }
}
