import Foundation
import TestSupport
import Testing

/// `cpsauth verify` on the cards of the fixtures, and on what is no certificate.
@Suite struct VerifyCommandTests {
  private static let chain = [
    "--roots", PackageRoot.path("Fixtures/pki/ACR-FO.pem"),
    "--intermediates", PackageRoot.path("Fixtures/pki/ACI-FO-PP.cer"),
    "--crls", PackageRoot.path("Fixtures/pki/ACR-FO.crl"),
    "--crls", PackageRoot.path("Fixtures/pki/ACI-FO-PP.crl"), "--time", "2026-11-21T12:00:00Z",
  ]

  private static func card(_ name: String, _ file: String = "authentication") -> String {
    PackageRoot.path("Fixtures/cards/\(name)/\(file).der")
  }

  private struct Answer: Decodable {
    struct Member: Decodable {
      let subject: String
    }

    struct Reason: Decodable {
      let code: String
      let depth: Int?
      let detail: String
    }

    let valid: Bool
    let chain: [Member]
    let reasons: [Reason]
  }

  private func verify(_ arguments: [String], _ more: String...) async throws -> (Int32, Answer) {
    let done = try await Workstation().run(arguments: ["verify"] + arguments + more + ["--json"])
    return (done.status, try JSONDecoder().decode(Answer.self, from: Data(done.output.utf8)))
  }

  @Test(arguments: ["client", "any", "cps"])
  func `a card of the fixtures is valid`(purpose: String) async throws {
    let (status, answer) = try await verify(Self.chain, "--purpose", purpose, Self.card("physician"))
    #expect(status == 0)
    #expect(answer.valid)
    #expect(answer.reasons.isEmpty)
    #expect(answer.chain.count == 3)
  }

  @Test(arguments: [
    ("expired", "authentication", "expired"), ("revoked", "authentication", "revoked"),
    ("physician", "signature", "purpose"),
  ])
  func `a card that is not has its reason`(name: String, file: String, code: String) async throws {
    let (status, answer) = try await verify(Self.chain, Self.card(name, file))
    #expect(status == 1)
    #expect(!answer.valid)
    #expect(answer.reasons.map(\.code) == [code])
    #expect(answer.reasons.map(\.depth) == [0])
  }

  @Test func `CA-01 revocation is asked for unless somebody says no`() async throws {
    let chain = Array(Self.chain.prefix(4)) + Self.chain.suffix(2)
    let (status, answer) = try await verify(chain, Self.card("physician"))
    #expect(status == 1)
    #expect(Set(answer.reasons.map(\.code)) == ["revocation-unknown"])
    #expect(try await verify(chain, "--revocation", "none", Self.card("physician")).0 == 0)
  }

  @Test func `a policy may be asked for`() async throws {
    let (status, answer) = try await verify(
      Self.chain, "--policy", "1.2.3.4", "--require-policy", Self.card("physician"))
    #expect(status == 1)
    #expect(answer.reasons.map(\.code) == ["policy"])
  }

  @Test func `a moment with a fraction is a moment`() async throws {
    let early = Array(Self.chain.dropLast(2)) + ["--time", "2019-01-01T00:00:00.999Z"]
    let (status, answer) = try await verify(early, Self.card("physician"))
    #expect(status == 1)
    #expect(answer.reasons.contains { $0.code == "not-yet-valid" })
  }

  @Test func `data that cannot be read is no valid certificate`() async throws {
    let workstation = try Workstation()
    let whole = try Data(contentsOf: URL(filePath: Self.card("physician")))
    let broken: [(name: String, contents: Data)] = [
      ("empty", Data()), ("text", Data("not a certificate\n".utf8)), ("cut", whole.dropLast(1)),
      ("trailing", whole + [0]), ("frame", Data("-----BEGIN CERTIFICATE-----\nAAAA\n".utf8)),
    ]
    for (name, contents) in broken {
      let path = workstation.home.path(name)
      try contents.write(to: URL(filePath: path))
      let (status, answer) = try await verify(Self.chain, path)
      #expect(status == 1, "\(name)")
      #expect(answer.reasons.map(\.code) == ["malformed"], "\(name)")
      let (other, lists) = try await verify(Self.chain, "--crls", path, Self.card("physician"))
      #expect(other == 1, "\(name)")
      #expect(lists.reasons.map(\.code) == ["malformed"], "\(name)")
      #expect(try await verify(Self.chain, "--ocsp", path, Self.card("physician")).0 == 1, "\(name)")
    }
  }

  @Test func `HN-15 a bundle of a thousand authorities is not even read`() async throws {
    let workstation = try Workstation()
    let block = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    try workstation.write(String(repeating: block, count: 1_000), to: "crowd.pem")
    let (status, answer) = try await verify(
      Self.chain, "--intermediates", workstation.home.path("crowd.pem"), Self.card("physician"))
    #expect(status == 1)
    #expect(answer.reasons.map(\.code) == ["bounds"])
  }

  @Test func `a file that is not there and a wrong option are another matter`() async throws {
    let workstation = try Workstation()
    let absent = workstation.home.path("absent")
    let card = Self.card("physician")
    let missing = [
      Self.chain + [absent], Self.chain + ["--crls", absent, card], Self.chain + ["--ocsp", absent, card],
      ["--roots", absent, card], Self.chain + ["--intermediates", workstation.home.url.path, card],
    ]
    for arguments in missing {
      let done = try await workstation.run(arguments: ["verify"] + arguments + ["--json"])
      #expect(done.status == 66)
      #expect(done.output.contains("input.missing"))
    }
    let wrong = [
      [card], Self.chain, Self.chain + ["--purpose", "server", card], Self.chain + ["--policy", "x", card],
      Self.chain + ["--revocation", "maybe", card], Self.chain + ["--time", "today", card],
      Self.chain + ["--time", "2026-11-21T12:00:00.Z", card],
    ]
    for arguments in wrong {
      #expect(try await workstation.run(arguments: ["verify"] + arguments).status == 64, "\(arguments)")
    }
  }

  @Test func `HC-34 what a name holds does not reach the terminal`() async throws {
    let workstation = try Workstation()
    let path = workstation.home.path("hostile.pem")
    let made = try await OpenSSLCommand.run([
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", workstation.home.path("key.pem"), "-out",
      path, "-utf8", "-subj", "/CN=A\u{1B}[2J\u{202E}B",
    ])
    #expect(made.isSuccess, "\(made.text)")
    for form in [["--json"], []] {
      let done = try await workstation.run(
        arguments: ["verify", "--roots", path, "--revocation", "none", path] + form)
      #expect(done.status == 1)
      let text = (done.output + done.errors).unicodeScalars
      #expect(!text.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
      #expect((done.output + done.errors).contains("u{202e}"))
    }
  }

  @Test func `people are told in their language`() async throws {
    let workstation = try Workstation()
    let arguments = ["verify"] + Self.chain + [Self.card("revoked")]
    let english = try await workstation.run(arguments: arguments)
    #expect(english.output.hasPrefix("Not valid\n- 0: revoked ("))
    let french = try await workstation.run(arguments: arguments + ["--lang", "fr"])
    #expect(french.output.hasPrefix("Pas valable\n- 0: révoqué ("))
  }
}
