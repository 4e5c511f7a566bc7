import CPSDiagnostics
import CPSPrimitives
import CPSProof
import FoundationEssentials
import Testing

@testable import CPSAuth

@Suite struct SessionBindingTests {
  private static let bytes = (0..<32).map { UInt8($0) }
  private static let text = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

  private func read(_ json: String) throws -> SessionBinding {
    try JSONDecoder().decode(SessionBinding.self, from: Data(json.utf8))
  }

  @Test func `a binding is written as the member cnf is`() throws {
    let key = SessionBinding.workstationKey(try KeyThumbprint(Self.bytes))
    let certificate = SessionBinding.certificate(sha256: Self.bytes)
    for (binding, name) in [(key, "jkt"), (certificate, "x5t#S256")] {
      let json = #"{"\#(name)":"\#(Self.text)"}"#
      #expect(String(decoding: try JSONEncoder().encode(binding), as: UTF8.self) == json)
      #expect(try read(json) == binding)
      #expect(binding.text == Self.text)
    }
  }

  @Test(arguments: [
    "{}", #"{"jkt":""}"#, #"{"jkt":"AAEC"}"#, #"{"x5t#S256":"AAEC"}"#, #"{"jkt":7}"#,
    #"{"jkt":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}"#, #""AAEC""#,
    #"{"x5t":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#,
    """
    {"jkt":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",\
    "x5t#S256":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}
    """,
  ])
  func `what is not exactly one member is no binding`(json: String) {
    #expect(throws: (any Error).self) { try read(json) }
  }
}
