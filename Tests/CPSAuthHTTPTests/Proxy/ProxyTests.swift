import CPSAuth
import CPSAuthHTTP
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import HTTPTestSupport
import Testing

@Suite struct ProxyTests {
  private let bench: ProxyBench
  private let certificate: String

  init() throws {
    bench = try ProxyBench()
    certificate = ProxyBench.escaped(ProxyBench.pem(try FixtureCard("physician").certificate))
  }

  @Test func `a proxy that proves itself opens a session that is bound to the certificate`() async throws {
    let fields = ProxyBench.fields(certificate: certificate)
    let answer = try await bench.logIn(fields)
    #expect(answer.status == 201)
    #expect(try answer.json()["token_type"] as? String == "Bearer")
    let token = try #require(try answer.json()["token"] as? String)
    let current = try await bench.send("GET", "/cpsauth/sessions/current", fields, token: token, body: nil)
    #expect(current.status == 200)
    let login = try #require(try await bench.service.auditEvents().first { $0.kind == .login })
    #expect(login.facts["evidence"] == "tls-via-proxy")
  }

  @Test func `the byte sequence of RFC 9440 is read too`() async throws {
    let der = try FixtureCard("physician").certificate
    let answer = try await bench.logIn(ProxyBench.fields(certificate: ":\(base64(der)):"))
    #expect(answer.status == 201)
  }

  @Test func `HN-20 fields of somebody without the secret are as if they were not there`() async throws {
    let secrets = [nil, "", "0", ProxyBench.secret + "0", ProxyBench.secret.uppercased(), " "]
    for secret in secrets {
      let answer = try await bench.logIn(ProxyBench.fields(certificate: certificate, secret: secret))
      #expect(answer.status == 403)
      #expect(answer.code == "trust.tls-client")
    }
    #expect(try await bench.service.auditEvents().allSatisfy { $0.kind != .login })
    #expect(try await bench.alarms().contains("service.proxy-unproven"))
  }

  @Test func `HN-20 a secret that is sent twice proves nothing`() async throws {
    let fields = ProxyBench.fields(certificate: certificate)
    for second in [ProxyBench.secret, "guess"] {
      #expect(try await bench.logIn(fields + [("X-CPSAuth-Proxy", second)]).code == "trust.tls-client")
      #expect(try await bench.logIn([("X-CPSAuth-Proxy", second)] + fields).code == "trust.tls-client")
    }
  }

  @Test func `HN-20 without a proxy no field is looked at`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let fields = Dictionary(ProxyBench.fields(certificate: "broken", reuse: "broken")) { $1 }
    #expect(try await station.send("GET", "/cpsauth/service", headers: fields).status == 200)
    let answer = try await station.send("POST", "/cpsauth/tls-sessions", #"{"schema":1}"#, headers: fields)
    #expect(answer.code == "trust.tls-client")
    #expect(try await service.auditEvents().allSatisfy { $0.diagnostic != "service.proxy-unproven" })
  }

  @Test func `HN-20 a stolen token without its certificate is no session`() async throws {
    let fields = ProxyBench.fields(certificate: certificate)
    let token = try #require(try await bench.logIn(fields).json()["token"] as? String)
    let forged = ProxyBench.fields(certificate: certificate, secret: "a guess, made at the LAN")
    let none = ProxyBench.fields(certificate: "", verdict: "NONE")
    for thief in [forged, none, []] {
      let answer = try await bench.send(
        "GET", "/cpsauth/sessions/current", thief, token: token, body: nil)
      #expect(answer.code == "session.missing")
    }
    let own = try await bench.send("GET", "/cpsauth/sessions/current", fields, token: token, body: nil)
    #expect(own.status == 200)
  }

  /// A request for the present session whose token comes as `DPoP`, with that proof.
  private func present(
    _ token: String, as scheme: String = "DPoP", proof: String?, over fields: [(String, String)]
  ) async throws -> ServiceAnswer {
    let more = [("Authorization", "\(scheme) \(token)")] + (proof.map { [("DPoP", $0)] } ?? [])
    return try await bench.send("GET", "/cpsauth/sessions/current", fields + more, body: nil)
  }

  @Test func `CL-09 a session of a certificate ends when a key is shown for it, over the certificate too`()
    async throws
  {
    let fields = ProxyBench.fields(certificate: certificate)
    for shown in [fields, ProxyBench.fields(certificate: "", verdict: "NONE"), []] {
      let token = try #require(try await bench.logIn(fields).json()["token"] as? String)
      let station = try bench.service.workstation()
      _ = try await station.send("GET", "/cpsauth/service")
      let proof = try await station.proof("GET", "/cpsauth/sessions/current", token: token)
      #expect(try await present(token, proof: proof, over: shown).code == "session.other-key")
      let own = try await bench.send("GET", "/cpsauth/sessions/current", fields, token: token, body: nil)
      #expect(own.code == "session.token-stolen")
    }
    #expect(try await bench.alarms() == Array(repeating: "session.other-key", count: 3))
  }

  @Test func `CL-09 a certificate does not stand in for the proof that the scheme promises`() async throws {
    let fields = ProxyBench.fields(certificate: certificate)
    let token = try #require(try await bench.logIn(fields).json()["token"] as? String)
    for scheme in ["DPoP", "dpop", "DPOP"] {
      #expect(try await present(token, as: scheme, proof: nil, over: fields).code == "dpop.missing")
      #expect(try await present(token, as: scheme, proof: "x", over: fields).code == "dpop.invalid")
    }
    let station = try bench.service.workstation()
    _ = try await station.send("GET", "/cpsauth/service")
    let elsewhere = try await station.proof("GET", "/elsewhere", token: token)
    #expect(try await present(token, proof: elsewhere, over: fields).code == "dpop.invalid")
    // Both ways at once are neither.
    let proof = try await station.proof("GET", "/cpsauth/sessions/current", token: token)
    #expect(try await present(token, as: "Bearer", proof: proof, over: fields).code == "session.missing")
    #expect(
      try await present(token, proof: proof, over: fields + [("Authorization", "Bearer \(token)")]).code
        == "session.missing")
    // None of which touched the session.
    let own = try await bench.send("GET", "/cpsauth/sessions/current", fields, token: token, body: nil)
    #expect(own.status == 200)
    #expect(try await !bench.alarms().contains("session.other-key"))
  }

  @Test func `CL-09 a session of a key is not opened by a certificate`() async throws {
    let fields = ProxyBench.fields(certificate: certificate)
    let station = try bench.service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(
      try await bench.send("GET", "/cpsauth/sessions/current", fields, token: token, body: nil).code
        == "session.missing")
    #expect(try await present(token, proof: nil, over: fields).code == "dpop.missing")
    #expect(try await station.send("GET", "/cpsauth/sessions/current", token: token).status == 200)
  }

  @Test func `HN-20 rule 19 the secret does not reach a log, an answer or the audit`() async throws {
    _ = try await bench.logIn(ProxyBench.fields(certificate: certificate))
    _ = try await bench.logIn(ProxyBench.fields(certificate: certificate, secret: ProxyBench.secret + "!"))
    let events = try await bench.service.auditEvents()
    #expect(!"\(events)".contains(ProxyBench.secret))
    #expect(!bench.service.logLines.all.contains(ProxyBench.secret))
  }

  @Test(arguments: [
    "X-SSL-Client-Cert", "X-SSL-Client-Verify", "X-SSL-Protocol", "X-SSL-Session-Reused", "X-Real-IP",
  ])
  func `HN-21 a field that stands twice is refused`(name: String) async throws {
    let fields = ProxyBench.fields(certificate: certificate)
    let own = try #require(fields.first { $0.0 == name })
    for second in [own.1, "", "NONE"] {
      let after = try await bench.logIn(fields + [(name, second)])
      let before = try await bench.logIn([(name, second)] + fields)
      for answer in [after, before] {
        #expect(answer.status == 400)
        #expect(answer.code == "service.proxy-field")
        #expect(String(decoding: answer.body, as: UTF8.self).contains(name))
      }
    }
    #expect(try await bench.service.auditEvents().allSatisfy { $0.kind != .login })
  }

  @Test(arguments: [
    "", " ", "192.0.2.7, 198.51.100.1", "192.0.2", "0x7f.1", "192.0.2.7:443", "[2001:db8::1]", "fe80::1%eth0",
    "localhost", "unix:", "192.0.2.07",
  ])
  func `HN-21 an address that is none is refused`(address: String) async throws {
    let answer = try await bench.logIn(ProxyBench.fields(certificate: certificate, address: address))
    #expect(answer.code == "service.proxy-field")
  }

  @Test(arguments: [
    "FAILED:self-signed certificate", "FAILED", "success", "SUCCESS,SUCCESS", "0", "GENEROUS",
  ])
  func `rule 20 any other verdict opens nothing`(verdict: String) async throws {
    let answer = try await bench.logIn(ProxyBench.fields(certificate: certificate, verdict: verdict))
    #expect(answer.status == 403)
    #expect(answer.code == "trust.tls-client")
  }

  @Test func `rule 20 a certificate that nobody judged does not pass for none`() async throws {
    for verdict in [nil, "", "NONE"] {
      let answer = try await bench.logIn(ProxyBench.fields(certificate: certificate, verdict: verdict))
      #expect(answer.code == "service.proxy-field")
    }
  }

  @Test func `rule 20 a connection that took up an earlier session opens nothing`() async throws {
    for reuse in ["r", "1", "", "*"] {
      let answer = try await bench.logIn(ProxyBench.fields(certificate: certificate, reuse: reuse))
      #expect(answer.code == "trust.tls-client")
    }
    let silent = try await bench.logIn(ProxyBench.fields(certificate: certificate, reuse: nil))
    #expect(silent.code == "service.proxy-field")
  }

  @Test(arguments: [nil, "", "TLSv1.1", "TLSv1", "SSLv3", "TLSv1.4", "tlsv1.2"])
  func `rule 18 an older TLS opens nothing`(version: String?) async throws {
    let answer = try await bench.logIn(ProxyBench.fields(certificate: certificate, version: version))
    #expect(answer.code == "service.proxy-field")
  }

  @Test func `a client without a certificate uses its key as before`() async throws {
    let station = try bench.service.workstation()
    let none = Dictionary(ProxyBench.fields(certificate: "", verdict: "NONE")) { $1 }
    #expect(try await station.send("GET", "/cpsauth/service", headers: none).status == 200)
    let token = try await station.cardToken(FixtureCard("physician"))
    let current = try await station.send("GET", "/cpsauth/sessions/current", token: token, headers: none)
    #expect(current.status == 200)
    #expect(
      try await bench.logIn(ProxyBench.fields(certificate: "", verdict: "NONE")).code == "trust.tls-client")
  }

  @Test func `HN-24 a page of another site cannot make a browser log in by its certificate`() async throws {
    let fields = ProxyBench.fields(certificate: certificate)
    let path = "/cpsauth/tls-sessions"
    let foreign = try await bench.send("POST", path, fields + [("Origin", "https://evil.example")])
    #expect(foreign.code == "request.foreign-origin")
    let form = try await bench.send("POST", path, fields + [("Content-Type", "text/plain")], body: nil)
    #expect(form.code == "request.malformed")
    #expect(try await bench.send("GET", path, fields).status == 404)
    for body in ["", "{}", #"{"schema":2}"#, #"{"schema":1,"more":1}"#] {
      #expect(try await bench.send("POST", path, fields, body: body).code == "request.malformed")
    }
  }

  @Test func `a socket is a proof and another connection is not`() async throws {
    let fields = ProxyBench.fields(certificate: certificate, secret: nil)
    for (socket, status) in [("/run/cpsauth/front.socket", 201), (nil, 403)] as [(String?, Int)] {
      let service = try TestService(proxy: .socket, socket: socket)
      let headers = Dictionary(fields) { $1 }
      let answer = try await service.workstation().send(
        "POST", "/cpsauth/tls-sessions", #"{"schema":1}"#, headers: headers)
      #expect(answer.status == status)
    }
  }

  @Test func `HN-25 each client of a proxy has its own limit, and a liar none of another's`() async throws {
    let bench = try ProxyBench(limiter: RequestLimiter(perSecond: 1, burst: 2))
    func ask(_ address: String, secret: String? = ProxyBench.secret) async throws -> Int {
      try await bench.send(
        "GET", "/cpsauth/service",
        ProxyBench.fields(certificate: "", verdict: "NONE", address: address, secret: secret),
        body: nil
      ).status
    }
    for address in ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1"] {
      #expect(try await ask(address) == 200)
      #expect(try await ask(address) == 200)
      #expect(try await ask(address) == 429)
    }
    // The same network of an IPv6 customer, and the same IPv4 address in IPv6 writing.
    #expect(try await ask("2001:db8::ffff") == 429)
    #expect(try await ask("::ffff:192.0.2.1") == 429)
    // Without the secret, whatever address is written, it is one source.
    #expect(try await ask("192.0.2.3", secret: nil) == 200)
    #expect(try await ask("192.0.2.4", secret: nil) == 200)
    #expect(try await ask("192.0.2.5", secret: nil) == 429)
  }

  @Test(arguments: [
    "", "short", "twenty-one-characters", "twenty-two with a blank", "with a control\u{7}character",
    "quite-long-but-accentué",
  ])
  func `a secret of another form is refused`(text: String) {
    #expect(throws: CPSError(.configurationInvalid)) { try ProxyBench.proxy(text) }
  }

  @Test func `a line feed at the end of a secret file is no part of it`() async throws {
    let service = try TestService(proxy: try ProxyBench.proxy(ProxyBench.secret + "\n"))
    let answer = try await service.workstation().send(
      "POST", "/cpsauth/tls-sessions", #"{"schema":1}"#,
      headers: Dictionary(ProxyBench.fields(certificate: certificate)) { $1 })
    #expect(answer.status == 201)
  }
}
