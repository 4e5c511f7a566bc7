import CPSDiagnostics
import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    ([:], Language.english), (["LANG": "fr_FR.UTF-8"], .french), (["LANG": "C"], .english),
    (["LC_ALL": "C", "LANG": "fr_FR"], .english), (["LC_ALL": "", "LANG": "fr"], .french),
    (["LC_MESSAGES": "fr_BE", "LANG": "en_GB"], .french), (["LANG": "ar_EG.UTF-8"], .english),
  ])
  func environmentDecidesInPOSIXOrder(environment: [String: String], expected: Language) {
    #expect(Language.preferred(in: environment) == expected)
  }

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
    #expect(Language.asked(by: arguments, in: environment) == expected)
  }

  @Test(arguments: [
    (nil, Language.english), ("fr", .french), ("en", .english), ("en;q=0.5, fr;q=0.9", .french),
    ("en, fr;q=0.9", .english), ("fr-CA", .french), ("de", .english), ("fr;q=0", .english),
    (";;,,q=", .english),
  ])
  func acceptLanguageWeighs(header: String?, expected: Language) {
    #expect(Language.preferred(acceptLanguage: header) == expected)
  }
}
