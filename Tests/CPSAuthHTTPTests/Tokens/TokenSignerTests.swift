import CPSAuthHTTP
import CPSDiagnostics
import OpenSSLKit
import Testing

@Suite struct TokenSignerTests {
  @Test func `one key or two serve`() async throws {
    let pem = [try PrivateKey.generateP256().pem(), try PrivateKey.generateP256().pem()]
    _ = try await TokenSigner.make(signingWith: pem)
    _ = try await TokenSigner.make(signingWith: [pem[1]])
  }

  @Test func `other keys are refused`() async throws {
    let pem = try PrivateKey.generateP256().pem()
    let rsa = try PrivateKey.generateRSA(bits: 2_048).pem()
    let lists = [
      [], [pem, pem], [pem, try PrivateKey.generateP256().pem(), try PrivateKey.generateP256().pem()], [rsa],
      [pem, rsa], [""], ["key"], [pem.replacing("PRIVATE", with: "PUBLIC")], [String(pem.prefix(60))],
    ]
    for list in lists {
      await #expect(throws: CPSError(.configurationInvalid)) { try await TokenSigner.make(signingWith: list) }
    }
  }
}
