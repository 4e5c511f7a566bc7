import CPSDiagnostics
import Testing

@testable import CPSAuth

@Suite struct AccessReasonTests {
  @Test(arguments: [
    "Urgence vitale", "Remplacement du Dr Fictif, cabinet 12", "dossier 2026-11-22 n° 4471", "été",
    "rappel au 01 23 45 67 89", String(repeating: "é", count: 256),
  ])
  func aReasonIsKeptAsItWasWritten(text: String) throws {
    #expect(try AccessReason(text).text == text)
  }

  @Test(arguments: [
    "", "ab", "   ", "...", "123 456", "a\nb c", "tab\there", "\u{202E}abc", "nul\0l",
    String(repeating: "a", count: 257),
  ])
  func whatIsNoReasonIsRefused(text: String) {
    #expect(throws: CPSError(.reasonMalformed)) { try AccessReason(text) }
  }

  @Test(arguments: [
    "NIR 208137512536476", "2 08 13 75 125 364 76", "voir 2081375125364", "n° 243162A28511427",
    "148-17-2B-083-238", "assuré 1.86.18.35.085.357", "n° 1/86/18/35/085/357",
    "1_86_18_35_085_357 vu", "(1)(86)(18)(35)(085)(357) vu", "1,86,18,35,085:357 vu", "1–86–18–35–085–357 vu",
  ])
  func aNumberOfAPersonIsNoReason(text: String) {
    #expect(throws: CPSError(.reasonMalformed)) { try AccessReason(text) }
  }
}
