import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import TestSupport
import Testing

/// `cpsauth exposure` over an exported log, whose people only an officer's key opens.
@Suite struct ExposureCommandTests {
  private static let officers = Result { () throws in try SealOfficer.pair() }
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)
  private static let time = ["--from", "2027-01-15T00:00:00Z", "--until", "2027-01-16T00:00:00Z"]
  private static let incident = """
    controller: Caisse fictive
    officer: dpo@caisse.example
    aware: 2027-01-15T12:00:00Z
    nature: Un robot a interrogé le service.
    consequences: [hameçonnage]
    measures: [comptes fermés]
    fields:
      identity: nom, prénoms, date de naissance
      rights: droits
    """

  private let workstation: Workstation
  private let log: String

  /// Two people shown to a robot, one of them twice, one to a practice, and one whom nobody found.
  init() async throws {
    workstation = try Workstation()
    let (officer, deputy) = try Self.officers.get()
    let random = SystemRandomSource()
    let clock = ManualClock(Self.noon)
    let store = try MemoryStore(environment: .synthetic, random: random)
    let audit = AuditLog(
      store: store, clock: clock, random: random,
      sealingTo: try SealRecipients([officer.certificate, deputy.certificate]))
    let key = try AuditKey(epoch: "2027", try SecretBytes(copying: try random.bytes(32)))
    for (subject, account, isFound) in [
      ("208137512536476", "robot", true), ("174146901036039", "robot", true),
      ("208137512536476", "robot", true), ("250151302309645", "practice", true),
      ("119163332532645", "robot", false),
    ] {
      var decision = AuditEvent(.decision)
      decision.actor = AuditActor(nationalIdentifier: nil, cardNumber: nil, account: account, session: "s")
      decision.function = "infopatient.lookup"
      decision.isAllowed = true
      decision.subject = try key.pseudonym(of: subject)
      var outcome = AuditEvent(.outcome)
      outcome.decision = try await audit.record(decision, sealing: subject).sequence
      outcome.outcome = isFound ? .found : .notFound
      outcome.disclosed = isFound ? ["identity", "rights"] : []
      try await audit.record(outcome)
    }
    let lines = try await store.auditRecords(after: 0, limit: 100).map { try AuditLine($0).text() + "\n" }
    try workstation.write(lines.joined(), to: "log.jsonl")
    try workstation.write(try officer.certificate.pem(), to: "officer.pem")
    try workstation.write(try officer.key.pem(), to: "officer.key")
    try workstation.write(Self.incident, to: "incident.yaml")
    log = workstation.home.path("log.jsonl")
  }

  private func exposure(
    _ arguments: [String], language: String = "en"
  ) async throws -> (status: Int32, output: String, errors: String) {
    let done = try await workstation.run(
      arguments: ["exposure"] + arguments + ["--environment", "synthetic", "--lang", language])
    return (done.status, done.output, done.errors)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: workstation.home.path(name), encoding: .utf8)
  }

  private var means: [String] {
    ["--recipient", workstation.home.path("officer.pem"), "--key", workstation.home.path("officer.key")]
  }

  @Test func `anybody counts, in either language, and no number is shown`() async throws {
    let counted = try await exposure(["count", log, "--actor", "account:robot"] + Self.time)
    #expect(counted.status == 0, "\(counted.errors)")
    #expect(counted.output.hasPrefix("People exposed: 2\nAccesses: 3\n"))
    #expect(counted.output.contains("Field “identity”: 2 people"))
    let french = try await exposure(["count", log, "--everybody"] + Self.time, language: "fr")
    #expect(french.output.hasPrefix("Personnes exposées : 3\nAccès : 4\n"))
    let json = try await exposure(["count", log, "--everybody", "--json"] + Self.time)
    #expect(json.output.contains(#""persons":3"#))
    for output in [counted.output, french.output, json.output] { #expect(!output.contains("2081375")) }
  }

  @Test func `the officer gets exactly those people, and letters to them`() async throws {
    let folder = workstation.home.path("report")
    let listed = try await exposure(
      ["list", log, "--actor", "account:robot", "--into", folder, "--incident"]
        + [workstation.home.path("incident.yaml")] + means + Self.time)
    #expect(listed.status == 0, "\(listed.errors)")
    #expect(!listed.output.contains("2081375"))
    let rows = try text("report/people.csv").split(separator: "\r\n").dropFirst()
    #expect(rows.map { $0.prefix(17) } == ["\"174146901036039\"", "\"208137512536476\""])
    #expect(try text("report/people.jsonl").contains(#""accesses":2"#))
    #expect(
      try text("report/letters.csv").contains(
        #""208137512536476";"15 janvier 2027";"15 janvier 2027";"nom, prénoms, date de naissance, droits""#))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/people.csv")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let again = try await exposure(["list", log, "--everybody", "--into", folder] + means + Self.time)
    #expect(again.status == CPSError(.outputExists).diagnostic.exitStatus.rawValue)
  }

  @Test func `a sealed list opens by openssl cms with the officer's key, and with no other`() async throws {
    let (officer, deputy) = try Self.officers.get()
    let folder = workstation.home.path("sealed")
    let listed = try await exposure(
      ["list", log, "--everybody", "--into", folder, "--seal-to", workstation.home.path("officer.pem")]
        + means + Self.time)
    #expect(listed.status == 0, "\(listed.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
        "people.csv.p7m", "people.jsonl.p7m",
      ])
    let sealed = Array(try Data(contentsOf: URL(filePath: folder + "/people.csv.p7m")))
    func decrypt(as officer: SealOfficer) async throws -> String {
      try await OpenSSLCommand.run(
        ["cms", "-decrypt", "-inform", "DER", "-in", "list", "-recip", "cert", "-inkey", "key"],
        files: [
          "list": sealed, "cert": Array(try officer.certificate.pem().utf8),
          "key": Array(try officer.key.pem().utf8),
        ]
      ).text
    }
    #expect(try await decrypt(as: officer).contains("250151302309645"))
    let other = try await decrypt(as: deputy)
    #expect(other.contains("Error decrypting CMS"))
    #expect(!other.contains("250151302309645"))
  }

  @Test func `without the key nothing is named, and the folder is not made`() async throws {
    let other = try SealOfficer(9, key: .generateP256())
    try workstation.write(try other.certificate.pem(), to: "other.pem")
    try workstation.write(try other.key.pem(), to: "other.key")
    let folder = workstation.home.path("none")
    let refused = try await exposure(
      ["list", log, "--everybody", "--into", folder, "--recipient", workstation.home.path("other.pem")]
        + ["--key", workstation.home.path("other.key")] + Self.time)
    #expect(refused.status == CPSError(.auditSealBroken).diagnostic.exitStatus.rawValue)
    #expect(!refused.output.contains("2081375"))
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(try await exposure(["list", log, "--everybody", "--into", folder] + Self.time).status == 64)
  }

  @Test func `the notification says how long is left, and the notice speaks French`() async throws {
    let folder = workstation.home.path("letters")
    let prepared = try await exposure(
      ["notify", log, "--actor", "account:robot", "--into", folder, "--incident"]
        + [workstation.home.path("incident.yaml"), "--json"] + Self.time)
    #expect(prepared.status == 0, "\(prepared.errors)")
    #expect(prepared.output.contains(#""deadline":"2027-01-18T12:00:00Z""#))
    #expect(try text("letters/notification.txt").contains("Personnes concernées : 2"))
    #expect(try text("letters/notice.txt").contains("Madame, Monsieur"))
  }

  @Test func `the example of an incident is read`() async throws {
    let folder = workstation.home.path("example")
    let prepared = try await exposure(
      ["notify", log, "--everybody", "--into", folder, "--incident"]
        + [PackageRoot.path("docs/examples/incident.yaml")] + Self.time)
    #expect(prepared.status == 0, "\(prepared.errors)")
    #expect(prepared.output.contains("was to be told before 2022-03-17T09:00:00Z"))
    #expect(
      try text("example/notice.txt").contains(
        "N’ont pas été consultés : coordonnées bancaires ; coordonnées."))
  }

  @Test func `a file of actors may have blanks around them, and who did nothing is named`() async throws {
    try workstation.write("# accounts\n  account:robot \t\r\naccount:Practice\n", to: "actors")
    let counted = try await exposure(
      ["count", log, "--actors", workstation.home.path("actors")] + Self.time, language: "fr")
    #expect(counted.status == 0, "\(counted.errors)")
    #expect(counted.output.contains("Personnes exposées : 2\n"))
    #expect(counted.output.contains("account:Practice : aucun accès au journal sur la période"))
    #expect(!counted.output.contains("account:robot : aucun"))
  }

  @Test(arguments: [
    [], ["--everybody", "--actor", "account:robot"], ["--actor", "robot"], ["--actor", "account:"],
    ["--everybody", "--function", ""], ["--actors", "/nowhere"],
  ])
  func `a scope that could be misread is refused`(scope: [String]) async throws {
    let refused = try await exposure(["count", log] + scope + Self.time)
    #expect([64, 66].contains(refused.status), "\(refused)")
    #expect(refused.output.isEmpty)
  }

  @Test func `a time that ends before it begins is refused, and a slip in the incident names its line`()
    async throws
  {
    let turned = try await exposure(
      ["count", log, "--everybody", "--from", "2027-01-16T00:00:00Z", "--until", "2027-01-15T00:00:00Z"])
    #expect(turned.status == 64)
    try workstation.write(Self.incident + "\nmesures: []\n", to: "slip.yaml")
    let folder = workstation.home.path("slip")
    let slip = try await exposure(
      ["notify", log, "--everybody", "--into", folder, "--incident", workstation.home.path("slip.yaml")]
        + Self.time)
    #expect(slip.status != 0)
    #expect(slip.errors.contains("slip.yaml:10:1") || slip.errors.contains("mesures"))
    #expect(!FileManager.default.fileExists(atPath: folder))
  }
}
