import CPSPrimitives
import CPSProof
import CPSTransport
import Foundation
import HTTPTestSupport
import OpenSSLKit
import TestSupport
import Testing

/// A token of a real server, checked by `docs/examples/verify_token.py` as a service elsewhere does.
@Suite struct TokenVerificationTests {
  private static let elsewhere = "https://dossier.example"
  private static let page = "/records"
  /// Debian's own, which has Debian's packages.
  private static let python = "/usr/bin/python3"

  /// A server that writes tokens, a workstation with a session there, and its token for the service elsewhere.
  private struct Scene {
    let server: ChildProcess
    let folder: ServerFolder
    let issuer: String
    let station: TestWorkstation
    let token: String

    init() async throws {
      folder = try ServerFolder(at: SystemWallClock().now())
      let files = folder.folder
      for name in ["now.pem", "next.pem"] {
        _ = FileManager.default.createFile(
          atPath: files.path(name), contents: Data(try PrivateKey.generateP256().pem().utf8),
          attributes: [.posixPermissions: 0o600])
      }
      let port = try PortPair.free()
      issuer = "http://127.0.0.1:\(port)"
      let path = try folder.configuration(audience: issuer, listen: ["address: 127.0.0.1:\(port)"])
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let section =
        "\ntokens: {keys: [now.pem, next.pem], audiences: [\(TokenVerificationTests.elsewhere)]}\n"
      try Data((text + section).utf8).write(to: URL(filePath: path))
      server = try ChildProcess(
        try BuiltProduct.path("cpsauth-server"), ["--config", path, "--json"], environment: [:])
      try await server.waitForOutput("\"listening\"", atMost: .seconds(60))
      station = try TestWorkstation(
        audience: try Audience(issuer), transport: HTTPServiceTransport(deadline: .seconds(60)),
        clock: SystemWallClock())
      let session = try await station.cardToken(FixtureCard("physician"))
      let answer = try await station.send(
        "POST", "/cpsauth/tokens", #"{"schema":1,"audience":"\#(TokenVerificationTests.elsewhere)"}"#,
        token: session)
      token = try #require(try answer.json()["token"] as? String)
    }

    /// A proof of possession for a request to the service elsewhere.
    func proof(_ method: String = "POST", for token: String? = nil) async throws -> String {
      try await station.proof(
        method, TokenVerificationTests.page, token: token ?? self.token,
        audience: TokenVerificationTests.elsewhere, nonce: "none")
    }

    /// What the example says of a token and a proof.
    func verify(
      _ token: String? = nil, proof: String, audience: String = TokenVerificationTests.elsewhere,
      environment: String = "synthetic", method: String = "POST"
    ) async throws -> ChildProcess.Completed {
      try await ChildProcess.run(
        TokenVerificationTests.python,
        [
          PackageRoot.path("docs/examples/verify_token.py"), issuer, audience, environment, method,
          TokenVerificationTests.elsewhere + TokenVerificationTests.page,
        ], input: .bytes(Array("\(token ?? self.token)\n\(proof)\n".utf8)))
    }
  }

  @Test func `a service in Python takes what is right and nothing else`() async throws {
    let scene = try await Scene()
    let right = try await scene.verify(proof: try await scene.proof())
    #expect(right.outcome == .exited(0), "\(right.errors)")
    let claims = try #require(
      try JSONSerialization.jsonObject(with: Data(right.outputBytes)) as? [String: Any])
    #expect(claims["sub"] as? String == "899900123011")
    #expect(claims["SubjectRole"] as? [String] == ["10^1.2.250.1.213.1.1.5.5"])

    let parts = scene.token.split(separator: ".").map(String.init)
    let unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiY3BzYXV0aCtqd3QifQ.\(parts[1])."
    let altered = "\(parts[0]).\(parts[1].dropLast(2))AA.\(parts[2])"
    let thief = try TestWorkstation(
      audience: try Audience(scene.issuer), transport: HTTPServiceTransport(), clock: SystemWallClock())
    let stolen = try await thief.proof(
      "POST", Self.page, token: scene.token, audience: Self.elsewhere, nonce: "none")
    let own = try await scene.proof()
    let refusals = [
      ("altered", try await scene.verify(altered, proof: try await scene.proof(for: altered))),
      ("unsigned", try await scene.verify(unsigned, proof: try await scene.proof(for: unsigned))),
      ("proof as token", try await scene.verify(own, proof: try await scene.proof(for: own))),
      ("another service", try await scene.verify(proof: own, audience: "https://other.example")),
      ("another world", try await scene.verify(proof: own, environment: "production")),
      ("another method", try await scene.verify(proof: try await scene.proof("GET"))),
      ("another key", try await scene.verify(proof: stolen)),
      ("another token", try await scene.verify(proof: try await scene.proof(for: "other"))),
      ("no proof", try await scene.verify(proof: "")),
      ("token as proof", try await scene.verify(proof: scene.token)),
    ]
    for (name, refusal) in refusals {
      #expect(refusal.outcome == .exited(1), "\(name)")
      #expect(refusal.errors.hasPrefix("refused: "), "\(name): \(refusal.errors)")
      #expect(refusal.output.isEmpty, "\(name)")
    }
    scene.server.signal(SIGTERM)
    #expect(try await scene.server.wait() == .exited(0))
  }

  /// What one call of the command cannot show: a proof that comes twice, and a certificate in the key's place.
  @Test func `the verifier in Python takes a proof once, and a certificate where the token names one`()
    async throws
  {
    let done = try await ChildProcess.run(
      Self.python, [PackageRoot.path("Tests/CPSAuthServerCLITests/Scripts/verify-token-alone")])
    #expect(done.outcome == .exited(0), "\(done.errors)")
    #expect(done.output == "13 refusals\n")
  }
}
