import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import CPSAuthSafeguards

@Suite struct TelephoneImportTests {
  private let scene: TelephoneScene

  init() throws { scene = try TelephoneScene() }

  private func read(_ text: String) throws(CPSError) -> [TelephoneClaim] {
    try TelephoneImport.read(
      try SecretBytes(copying: Array(text.utf8)), named: "details.txt", under: scene.ring)
  }

  private func refused(_ text: String) throws -> String? {
    let error = try #require(throws: CPSError.self) { try read(text) }
    #expect(error.diagnostic == .telephoneImportRefused)
    #expect(error.reason == nil)
    return error.values["lines"]
  }

  @Test func `each line is an account with five characters`() async throws {
    let claims = try read("# accounts\n\npharmacie-42;13M02\r\na;b;c;00001\n  \nlast;9 9 9 9 9")
    #expect(claims.map(\.account.text) == ["pharmacie-42", "a;b;c", "last"])
    try await scene.records.register(claims, by: scene.operatorOfHost)
    #expect(try await scene.check("pharmacie-42", "13m02"))
    #expect(try await scene.check("a;b;c", "00001"))
    #expect(try await scene.check("last", "99999"))
  }

  @Test(arguments: [
    ("a;13M02\nb;FR1420041010050500013M02606\nc;20041010050500013M02606", "2, 3"),
    ("FR1420041010050500013M02606;13M02", "1"), ("a;13M02\na;13M03", "2"), ("a", "1"), ("a,13M02", "1"),
    ("a;", "1"), (";13M02", "1"), ("a;1234", "1"), ("a;13M02\n\n\nb;123456", "4"), ("a;13M02;", "1"),
    ("a\u{1};13M02", "1"), ("", "-"), ("# nobody\n", "-"),
  ])
  func `one line that cannot be meant refuses the file, by its number alone`(text: String, lines: String)
    throws
  {
    #expect(try refused(text) == lines)
  }

  @Test func `bytes that are no text are refused, and twenty lines are named at most`() throws {
    let error = #expect(throws: CPSError.self) {
      try TelephoneImport.read(
        try SecretBytes(copying: [0xFF, 0x3B] + Array("13M02".utf8)), named: "f", under: scene.ring)
    }
    #expect(error?.values == ["path": "f", "count": "1", "lines": "1"])
    let many = try refused(String(repeating: "x\n", count: 30))
    #expect(many == (1...20).map(String.init).joined(separator: ", ") + "…")
  }
}
