import SyntheticIGC
import TestSupport
import Testing

/// The first door for browsers: mutual TLS with an installed module, up to a session and what it may not.
@Suite(.serialized) struct CardTLSSystemTests {
  private static let login = "/cpsauth/tls-sessions"
  private static let session = "/cpsauth/sessions/current"
  private static let body = #"{"schema":1}"#

  private let browser: CardBrowser
  private let service: ServiceProcess

  init() async throws {
    let tree = try IssuedTree()
    let files = try await TLSCertificateFiles(host: "IP:127.0.0.1")
    service = try await ServiceProcess.genuine(trusting: tree, behind: .tls(files))
    let bench = try await CommandBench(tree.image(of: .physician), before: service)
    browser = CardBrowser(bench: bench, server: files, address: service.address)
    try await browser.ready()
  }

  @Test func `a card behind OpenSC's module opens a session that only its connections use`() async throws {
    let opened = try await browser.send("POST", Self.login, body: Self.body)
    #expect(opened.status == 201, "\(opened.errors)")
    #expect(opened.members["token_type"] as? String == "Bearer")
    let professional = try #require(opened.members["professional"] as? [String: Any])
    #expect(professional["family_name"] as? String == "FICTIF-MEDECIN")
    #expect(browser.bench.triesLeft == 3)
    let token = try #require(opened.members["token"] as? String)
    #expect(try await browser.send("GET", Self.session, token: token).status == 200)

    // The card signed a handshake: no PIN is claimed, so that a function that asks for a proof stays closed.
    let call = try await browser.send(
      "POST", "/functions/infopatient.lookup", token: token,
      body: #"{"schema":1,"subject":"208137512536476"}"#)
    #expect(call.status == 403)
    #expect(call.code == "gate.denied")

    let alone = try await browser.sendWithoutCard("GET", Self.session, token: token)
    #expect(alone.code == "session.missing")
    let headers = ["--header", "X-SSL-Client-Verify: SUCCESS", "--header", "X-SSL-Client-Cert: any"]
    let forged = try await browser.sendWithoutCard("GET", Self.session, token: token, more: headers)
    #expect(forged.code == "session.missing")

    // CL-09: the token in the hands of another card's holder.
    let nurse = try IssuedTree().files(of: .nurse, in: browser.bench.home)
    let stolen = try await browser.sendWithoutCard(
      "GET", Self.session, token: token, more: ["--cert", nurse.certificate, "--key", nurse.key])
    #expect(stolen.code == "session.other-key")
    #expect(try await browser.send("GET", Self.session, token: token).code == "session.token-stolen")
  }

  @Test func `without a card, or with TLS 1.3, nothing opens`() async throws {
    let without = try await browser.sendWithoutCard("POST", Self.login, body: Self.body)
    #expect(without.status == 403)
    #expect(without.code == "trust.tls-client")
    // A CPS3 signs no PSS, so that this server speaks TLS 1.2 at most (35: curl's word for a handshake that failed).
    let newer = try await browser.send("POST", Self.login, body: Self.body, more: ["--tlsv1.3"])
    #expect(newer.outcome == .exited(35))
    #expect(browser.bench.triesLeft == 3)
  }

  @Test func `rule 20 no connection takes up an earlier session`() async throws {
    let physician = try IssuedTree().files(of: .physician, in: browser.bench.home)
    let earlier = browser.bench.home.path("tls-session")
    let request = """
      POST \(Self.login) HTTP/1.1\r
      Host: 127.0.0.1\r
      Connection: close\r
      Content-Type: application/json\r
      Content-Length: \(Self.body.utf8.count)\r
      \r
      \(Self.body)
      """
    func connect(_ more: [String]) async throws -> String {
      let done = try await ChildProcess.run(
        "openssl",
        [
          "s_client", "-connect", String(service.address.dropFirst("https://".count)), "-ign_eof",
          "-CAfile", browser.server.certificate, "-cert", physician.certificate, "-key", physician.key,
        ] + more, input: .bytes(Array(request.utf8)))
      return done.output
    }
    let first = try await connect(["-sess_out", earlier])
    let second = try await connect(["-sess_in", earlier])
    for answer in [first, second] {
      #expect(answer.contains("HTTP/1.1 201"))
      #expect(answer.contains("New, TLSv1.2"))
      #expect(!answer.contains("Reused, "))
    }
  }
}
