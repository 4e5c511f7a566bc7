import Foundation
import TestSupport
import Testing

/// The commands that keep a trust store, as an administrator and a monitor meet them.
@Suite struct TrustStoreCommandTests {
  private static let pins = PackageRoot.path("Fixtures/pki/authorities.sha256")
  private let workstation: Workstation

  init() throws {
    workstation = try Workstation(["CPSAUTH_ENVIRONMENT": "synthetic", "CPSAUTH_TRUST_PINS": Self.pins])
  }

  private func code(_ result: Workstation.Result) -> String? {
    result.objects.last?.firstMatch(of: #/"code":"([a-z.-]+)"/#).map { String($0.1) }
  }

  private func openssl(_ arguments: String...) async throws {
    let done = try await ChildProcess.run("openssl", arguments)
    try #require(done.outcome == .exited(0), "\(done.errors)")
  }

  @Test func `an empty store tells a monitor what is missing`() async throws {
    let listed = try await workstation.run("trust", "list", "--json")
    #expect(listed.status == 78)
    #expect(code(listed) == "trust.authority-missing")
    #expect(listed.objects.count { $0.contains(#""standing":"absent""#) } == 9)
  }

  /// Of the fixtures only certificates are used where a status depends on the time.
  private func importAuthorities(
    _ names: String...
  ) async throws {
    for name in names {
      let taken = try await workstation.run(
        "trust", "import", PackageRoot.path("Fixtures/pki/\(name).cer"))
      try #require(taken.status == 0, "\(taken.errors)")
    }
  }

  @Test func `a list that is missing ends with 33, in text and in JSON`() async throws {
    try await importAuthorities("ACR-FO", "ACI-FO-PP")
    let listed = try await workstation.run("trust", "list", "--json")
    #expect(listed.status == 33 && code(listed) == "trust.list-missing")
    #expect(listed.objects.count { $0.contains(#""standing":"missing""#) } == 2)
    let people = try await workstation.run("trust", "list", "--lang", "fr")
    #expect(people.status == 33)
    #expect(people.output.contains("FORT PERSONNES: présente"))
    #expect(people.errors.contains("pas de liste de révocation"))
  }

  @Test func `a folder with what is foreign is taken in with status 0`() async throws {
    let folder = workstation.home.path("downloads")
    try workstation.write("Read me first\n", to: "downloads/README")
    for name in ["ACR-FO.cer", "ACI-FO-PP.cer"] {
      try FileManager.default.copyItem(
        atPath: PackageRoot.path("Fixtures/pki/\(name)"), toPath: "\(folder)/\(name)")
    }
    try FileManager.default.copyItem(
      atPath: PackageRoot.path("Fixtures/cards/nurse/authentication.der"), toPath: "\(folder)/leaf.cer")
    let taken = try await workstation.run("trust", "import", folder)
    #expect(taken.status == 0)
    #expect(taken.errors.contains("README: passed over"))
    #expect(taken.errors.contains("leaf.cer: passed over"))
    try workstation.write("-----BEGIN CERTIFICATE-----\nMIIB", to: "downloads/cut.pem")
    let cut = try await workstation.run("trust", "import", folder, "--json")
    #expect(cut.status == 65)
    #expect(cut.objects.count { $0.contains(#""unchanged":"authority""#) } == 2)
  }

  @Test func `nothing to take is not success`() async throws {
    try workstation.write("Read me first\n", to: "downloads/README")
    let taken = try await workstation.run("trust", "import", workstation.home.path("downloads"), "--json")
    #expect(taken.status == 65)
    #expect(code(taken) == "trust.nothing-to-import")
    #expect(try await workstation.run("trust", "import", workstation.home.path("none")).status == 66)
    #expect(try await workstation.run("trust", "import").status == 64)
  }

  @Test func `a chain file that openssl made is taken in`() async throws {
    let chain = workstation.home.path("chain.p7b")
    let names = ["ACR-FO", "ACI-FO-PP"].map { PackageRoot.path("Fixtures/pki/\($0).cer") }
    var arguments = ["crl2pkcs7", "-nocrl", "-outform", "DER", "-out", chain]
    for (index, name) in names.enumerated() {
      let pem = workstation.home.path("\(index).pem")
      try await openssl("x509", "-inform", "DER", "-in", name, "-out", pem)
      arguments += ["-certfile", pem]
    }
    let made = try await ChildProcess.run("openssl", arguments)
    try #require(made.outcome == .exited(0), "\(made.errors)")
    let taken = try await workstation.run("trust", "import", chain, "--json")
    #expect(taken.status == 0)
    #expect(taken.objects.count { $0.contains(#""imported":"authority""#) } == 2)
  }

  @Test func `a store is sound whenever an import is killed`() async throws {
    let folder = PackageRoot.path("Fixtures/pki")
    for step in 0..<12 {
      let child = try ChildProcess(
        BuiltProduct.path("cpsauth"), ["trust", "import", folder], environment: workstation.environment)
      let authorities = workstation.home.path(".local/share/cpsauth/trust/synthetic/authorities")
      // Killed as soon as so many files are there, or ended by itself: both must leave a sound store.
      try await eventually("end of import \(step)") {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: authorities))?.count ?? 0
        if files >= step { child.signal(SIGKILL) }
        return child.outcome != nil
      }
      let listed = try await workstation.run("trust", "list", "--json")
      #expect([0, 33, 78].contains(listed.status), "\(listed.output)")
    }
    let last = try await workstation.run("trust", "import", folder, "--json")
    #expect(last.objects.count { $0.contains(#""authority""#) } == 9)
  }

  @Test func `a bundle goes from a connected site to one without a network`() async throws {
    let key = workstation.home.path("bundle.key")
    let certificate = workstation.home.path("bundle.cer")
    let bundle = workstation.home.path("site.p7m")
    try await openssl(
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "30",
      "-subj",
      "/CN=Bundles")
    try await importAuthorities("ACR-FO")
    let arguments = ["--key", key, "--certificate", certificate, "--output", bundle]
    let early = try await bundled(arguments)
    #expect(early.status == 78)
    #expect(!FileManager.default.fileExists(atPath: bundle))
    #expect(
      try await workstation.run("trust", "import", PackageRoot.path("Fixtures/pki/ACI-FO-PP.cer")).status == 0
    )
    let made = try await bundled(arguments + ["--json"])
    #expect(made.status == 0, "\(made.errors)")
    let signer = try #require(made.output.firstMatch(of: #/"signer":"([0-9a-f]{64})"/#)?.1)
    try await openssl(
      "cms", "-verify", "-inform", "DER", "-binary", "-in", bundle, "-CAfile", certificate, "-purpose", "any",
      "-out", workstation.home.path("opened"))
    let isolated = try Workstation(["CPSAUTH_ENVIRONMENT": "synthetic", "CPSAUTH_TRUST_PINS": Self.pins])
    let unknown = try await isolated.run("trust", "import", bundle, "--json")
    #expect(unknown.status == 64 && code(unknown) == "trust.bundle-signer-missing")
    let other = try await isolated.run(
      "trust", "import", bundle, "--signer", String(repeating: "0", count: 64), "--json")
    #expect(other.status == 32 && code(other) == "trust.bundle-refused")
    let taken = try await isolated.run("trust", "import", bundle, "--signer", String(signer), "--json")
    #expect(taken.status == 0, "\(taken.output)")
    #expect(taken.objects.count { $0.contains(#""imported":"authority""#) } == 2)
  }

  private func bundled(_ arguments: [String]) async throws -> Workstation.Result {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), ["trust", "bundle"] + arguments, environment: workstation.environment)
    guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
    return Workstation.Result(status: status, output: done.output, errors: done.errors)
  }

  @Test func `check tells every reason, in either language, and ends with 1`() async throws {
    _ = try await workstation.run("trust", "import", PackageRoot.path("Fixtures/pki"))
    let card = PackageRoot.path("Fixtures/cards/signature-for-authentication/authentication.der")
    let checked = try await workstation.run("trust", "check", card, "--json")
    #expect(checked.status == 1)
    let report = try #require(checked.objects.first)
    #expect(report.contains(#""passes":false"#))
    #expect(report.contains("trust.not-authentication") && report.contains("trust.register-not-configured"))
    let french = try await workstation.run("trust", "check", card, "--lang", "fr")
    #expect(french.output.contains("ne passerait pas") && french.output.contains("refus, règle 7"))
    let broken = try await workstation.run("trust", "check", Self.pins, card, "--json")
    #expect(broken.status == 1)
    #expect(broken.objects.first?.contains("certificate.malformed") == true)
    #expect(try await workstation.run("trust", "check", workstation.home.path("none")).status == 66)
    #expect(try await workstation.run("trust", "check", card, "--accept", "cpx").status == 64)
  }

  @Test(arguments: ["--json", "--lang=fr", "--lang=en"])
  func `a redacted report says nothing of the person, not even the name of the file`(option: String)
    async throws
  {
    _ = try await workstation.run("trust", "import", PackageRoot.path("Fixtures/pki"))
    let der = try Data(
      contentsOf: URL(filePath: PackageRoot.path("Fixtures/cards/physician/authentication.der")))
    let file = workstation.home.path("FICTIF-MEDECIN.cer")
    try der.write(to: URL(filePath: file))
    let plain = try await workstation.run("trust", "check", file, option)
    #expect(plain.output.contains("FICTIF-MEDECIN") && plain.output.contains("899900123011"))
    let shared = try await workstation.run("trust", "check", file, "--redacted", option)
    let said = (shared.output + shared.errors).lowercased()
    for value in ["FICTIF-MEDECIN", "ALIX", "899900123011", "99900123011", "Médecin", file] {
      let bytes = Data(value.utf8)
      for spelling in [value, bytes.map { String($0, radix: 16) }.joined(), bytes.base64EncodedString()] {
        #expect(!said.contains(spelling.lowercased()), "\(value)")
      }
    }
    // Nor any eight bytes of the certificate in a row, which would be a key, a digest or a number.
    for index in stride(from: 0, to: der.count - 8, by: 1) {
      let piece = der[index..<index + 8].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      #expect(!said.contains(piece))
    }
    #expect(said.contains("1.2.250.1.71.1.2.3"))
  }

  @Test func `fetch fills a store from a mirror, and keeps what is good of a bad one`() async throws {
    let mirror = workstation.home.path("mirror")
    let files = FileManager.default
    for (folder, ending) in [("AC", "cer"), ("CRL", "crl")] {
      try files.createDirectory(atPath: "\(mirror)/\(folder)", withIntermediateDirectories: true)
      for name in try files.contentsOfDirectory(atPath: PackageRoot.path("Fixtures/pki"))
      where name.hasSuffix(".\(ending)") {
        try files.copyItem(
          atPath: PackageRoot.path("Fixtures/pki/\(name)"), toPath: "\(mirror)/\(folder)/\(name)")
      }
    }
    let server = try ChildProcess(
      "python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", mirror])
    try await server.waitForOutput("port ")
    let port = try #require(server.standardOutput.firstMatch(of: #/port (\d+)/#)?.1)
    try files.removeItem(atPath: "\(mirror)/CRL/ACI-EL-PP.crl")
    try Data("<html>".utf8).write(to: URL(filePath: "\(mirror)/AC/ACR-EL.cer"))
    let partial = try await workstation.run("trust", "fetch", "--from", "http://127.0.0.1:\(port)", "--json")
    #expect(partial.status == 65)
    #expect(partial.objects.count { $0.contains(#""imported":"authority""#) } == 8)
    #expect(partial.objects.count { $0.contains(#""imported":"revocation-list""#) } == 7)
    #expect(partial.objects.contains { $0.contains(#"ACR-EL.cer""#) && $0.contains("refused") })
    #expect(partial.objects.contains { $0.contains(#"ACI-EL-PP.crl""#) && $0.contains("unavailable") })
    for name in ["AC/ACR-EL.cer", "CRL/ACI-EL-PP.crl"] {
      try? files.removeItem(atPath: "\(mirror)/\(name)")
      try files.copyItem(
        atPath: PackageRoot.path("Fixtures/pki/\(name.drop { $0 != "/" }.dropFirst())"),
        toPath: "\(mirror)/\(name)")
    }
    let whole = try await workstation.run(
      "trust", "fetch", "--json", with: ["CPSAUTH_TRUST_MIRROR": "http://127.0.0.1:\(port)"])
    #expect(whole.status == 0, "\(whole.output)")
    #expect(whole.objects.count { $0.contains(#""imported""#) } == 3)
    #expect(whole.objects.count { $0.contains(#""unchanged""#) } == 7)
  }

  @Test func `fetch needs a mirror for a synthetic tree, and tells one that is not there`() async throws {
    let none = try await workstation.run("trust", "fetch", "--json")
    #expect(none.status == 64)
    let dead = try await workstation.run("trust", "fetch", "--from", "http://127.0.0.1:9/igc", "--json")
    #expect(dead.status == 69)
    #expect(code(dead) == "trust.publication-unavailable")
    #expect(dead.objects.count { $0.contains(#""unavailable":"http://127.0.0.1:9/igc/AC/"#) } == 9)
    let wrong = try await workstation.run("trust", "fetch", "--from", "ldap://mirror.example", "--json")
    #expect(wrong.status == 78 && code(wrong) == "trust.address-refused")
  }
}
