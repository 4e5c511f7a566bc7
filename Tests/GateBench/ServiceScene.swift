import BenchSupport
import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport

/// A service of the fixtures' world, at their moment, and the cards and workstations that use it.
struct ServiceScene: Sendable {
  /// A card's key and certificate, which sign as the card would.
  struct Card: Sendable {
    let key: PrivateKey
    let certificate: [UInt8]
  }

  static let moment = SyntheticTree.fixtureMoment
  private static let keyCount = 4
  private static let workstationCount = 16

  let clock: any WallClock
  let random = SystemRandomSource()
  let audience: Audience
  let verifier: ProofVerifier
  let store: any AuthStore
  let auditLog: AuditLog
  let authenticator: Authenticator
  let gate: Gate
  let cards: [Card]
  /// The key of every workstation.
  private(set) var workstations: [PrivateKey]

  /// A service over a store, and so many cards, each of a person of its own.
  init(
    over store: any AuthStore, cards count: Int = 16, fixtures: String,
    clock: any WallClock = StoppedClock(time: Self.moment)
  ) throws {
    self.clock = clock
    let tree = try SyntheticTree.load(from: "\(fixtures)/pki")
    let pins = try TrustPins.synthetic(tree.authorities.map { Hexadecimal.encode($0.certificate.sha256) })
    let book = RevocationBook(anchors: try TrustAnchors(tree.authorities.map(\.certificate), pinnedBy: pins))
    for list in try tree.issueRevocationLists(at: Self.moment - .seconds(60), revoked: []) {
      try book.admit(list, at: Self.moment)
    }
    audience = try Audience("https://service.example")
    verifier = try ProofVerifier(book: book, clock: clock)
    self.store = store
    let officers = try SealOfficer.pair()
    auditLog = AuditLog(
      store: store, clock: clock, random: random,
      sealingTo: try SealRecipients([officers.officer.certificate, officers.deputy.certificate]))
    authenticator = try Authenticator(
      audience: audience, verifier: verifier, store: store, auditLog: auditLog,
      secret: try ServiceSecret(from: random), clock: clock, random: random)
    gate = Gate(
      policy: try Policy(version: "bench", rules: [Self.rule]), auditLog: auditLog,
      auditKey: try AuditKey(epoch: "bench", try SecretBytes(copying: try random.bytes(32))), clock: clock)
    cards = try Self.cards(count, in: tree)
    workstations = try (0..<Self.workstationCount).map { _ in try PrivateKey.generateP256() }
  }

  /// The same service, and so many workstations whose keys it has never seen.
  func withFreshWorkstations(_ count: Int) throws -> ServiceScene {
    var scene = self
    scene.workstations = try (0..<count).map { _ in try PrivateKey.generateP256() }
    return scene
  }

  private static var rule: PolicyRule {
    PolicyRule(
      name: "infopatient", effect: .allow, functions: .named([BenchLookup.name]),
      holders: .card(
        CardCondition(types: [.cps], professions: [.physician, .pharmacist, .nurse, .dentist])))
  }

  private static func cards(_ count: Int, in tree: SyntheticTree) throws -> [Card] {
    let keys = try (0..<keyCount).map { _ in try PrivateKey.generateRSA(bits: 2_048) }
    return try (0..<count).map { index in
      let key = keys[index % keys.count]
      let profile = LeafProfile.cpsAuthentication(
        person(index), cardNumber: String(2_698_000_000 + index), validity: .fixture)
      return Card(key: key, certificate: try tree.encoding(of: profile, for: key.publicKey))
    }
  }

  /// A physician of each index, with a national identifier whose key is right (ISO/IEC 7812-1, annex B).
  static func person(_ index: Int) -> SyntheticProfessional {
    let body = String(8_999_000_000 + index)
    let digits = body.utf8.reversed().enumerated().map { place, byte in
      let digit = Int(byte) - 0x30
      return place.isMultiple(of: 2) ? digit * 2 / 10 + digit * 2 % 10 : digit
    }
    let key = (10 - digits.reduce(0, +) % 10) % 10
    return SyntheticProfessional(
      nationalIdentifier: "8\(body)\(key)", surname: "FICTIF-MEDECIN", givenName: "ALIX", profession: 10,
      title: "Médecin", specialities: ["SM26"])
  }

  /// The answer of a card to a challenge.
  func proof(answering challenge: Challenge, by index: Int) throws -> Proof {
    let (card, workstation) = (cards[index % cards.count], try workstation(index))
    let transcript = try Transcript(
      environment: .synthetic, algorithm: .rs256, audience: audience, nonce: challenge.nonce, purpose: .login,
      function: nil, subject: nil, keyThumbprint: workstation.thumbprint, certificate: card.certificate)
    return try Proof(
      challengeID: challenge.id, algorithm: .rs256, unverifiedCertificate: card.certificate,
      signature: try card.key.sign(transcript.bytes, algorithm: .rs256), workstationKey: workstation)
  }

  /// The public half of a workstation's key.
  func workstation(_ index: Int) throws -> WorkstationKey {
    try WorkstationKey(workstations[index % workstations.count].publicKey)
  }

  /// A proof of possession for one request.
  func possession(
    _ method: String, _ path: String, by index: Int, token: SessionToken? = nil, nonce: String
  ) throws -> String {
    try DPoPProof.make(
      with: workstations[index % workstations.count], method: method, url: audience.text + path,
      accessToken: token?.text, serverNonce: nonce, at: clock.now(), random: random)
  }

  /// What the service sees of a request.
  func origin(_ path: String, by index: Int, nonce: String) throws -> RequestOrigin {
    RequestOrigin(
      DPoPRequest(
        method: "POST", path: path, proofs: [try possession("POST", path, by: index, nonce: nonce)]))
  }

  /// A session that a card opened.
  func logIn(_ index: Int) async throws -> OpenedSession<CardSession> {
    let nonce = try authenticator.possessionNonce()
    func request(_ path: String) throws -> RequestOrigin { try origin(path, by: index, nonce: nonce) }
    let challenge = try await authenticator.issueChallenge(
      for: .login, request: try request("/cpsauth/challenges"))
    return try await authenticator.openCardSession(
      with: try proof(answering: challenge, by: index), request: try request("/cpsauth/sessions"))
  }
}
