import CPSAuth
import CPSDiagnostics
import Testing

@testable import CPSAuthSafeguards

@Suite struct PasswordRuleTests {
  private func check(_ text: String) throws {
    try PasswordRule.check(
      try Password(text), for: AccountName("Pharmacie-du-Marche"),
      reachedAt: MailAddress("Jeanne.Dupont-Martin@pharmacie.example"))
  }

  @Test(arguments: [
    "correct horse battery", "kolibrifedern", "Zwölf Boxkämpfer", "9f3K!x7q2Lm$", "éàùçèéàùçèâê",
    String(repeating: "abcdefgh", count: 16),
  ])
  func `what has fifty bits and five signs will do`(text: String) throws {
    try check(text)
  }

  @Test(arguments: [
    "short", "elevenchars", String(repeating: "abcdefgh", count: 16) + "x", "aaaaaaaaaaaaaaaa",
    "abababababababab", "123456789012", "01234567890123", "pharmacie-du-marche", "PHARMACIE-DU-MARCHE",
    "jeanne.dupont-martin", "jeanne.dupont-martin@pharmacie.example", "ééééééééééé",
  ])
  func `what could be guessed will not`(text: String) {
    #expect(throws: CPSError(.passwordUnfit)) { try check(text) }
  }

  @Test func `what the catalogue says shows no password`() {
    do { try check("hunter2") } catch let error as CPSError {
      #expect(!"\(error) \(error.values)".contains("hunter2"))
    } catch { Issue.record(error) }
  }
}
