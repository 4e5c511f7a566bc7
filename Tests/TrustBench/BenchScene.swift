import BenchSupport
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC

/// Proofs of several cards of the fixtures' tree, and a service that expects them.
///
/// The authorities have keys of 4,096 bits and the cards of 2,048, as in IGC-Santé.
struct BenchScene: Sendable {
  /// One login, as both sides see it.
  struct Login: Sendable {
    let proof: Proof
    let expectation: ProofExpectation
    /// The bytes that the card signed.
    let transcript: [UInt8]
  }

  static let moment = SyntheticTree.fixtureMoment
  private static let keyCount = 4
  private static let loginCount = 16

  let tree: SyntheticTree
  let verifier: ProofVerifier
  let logins: [Login]
  /// The lists of the cards' authority and of its root.
  let lists: [RevocationList]

  /// Reads the tree, issues its lists and cards, and signs.
  init(fixtures: String) throws {
    let tree = try SyntheticTree.load(from: "\(fixtures)/pki")
    let pins = try TrustPins.synthetic(
      tree.authorities.map { Hexadecimal.encode($0.certificate.sha256) })
    let book = RevocationBook(
      anchors: try TrustAnchors(tree.authorities.map(\.certificate), pinnedBy: pins))
    let lists = try tree.issueRevocationLists(at: Self.moment - .seconds(60), revoked: [])
    for list in lists { try book.admit(list, at: Self.moment) }
    verifier = try ProofVerifier(book: book, clock: StoppedClock(time: Self.moment))
    let names = try [SyntheticRole.cards, .root(.strong)].map { try tree.authority($0).certificate.subject }
    self.tree = tree
    self.lists = names.compactMap { name in lists.first { $0.issuer == name } }
    logins = try Self.logins(in: tree)
  }

  private static func logins(in tree: SyntheticTree) throws -> [Login] {
    let workstation = try WorkstationKey(try PrivateKey.generateP256().publicKey)
    let keys = try (0..<keyCount).map { _ in try PrivateKey.generateRSA(bits: 2_048) }
    let people = [SyntheticProfessional.physician, .pharmacist, .nurse, .dentist]
    return try (0..<loginCount).map { index in
      let key = keys[index % keys.count]
      let profile = LeafProfile.cpsAuthentication(
        people[index % people.count], cardNumber: "26980001\(10 + index)", validity: .fixture)
      let certificate = try tree.encoding(of: profile, for: key.publicKey)
      let expectation = ProofExpectation(
        audience: try Audience("https://service.example"),
        nonce: try Nonce((0..<32).map { UInt8($0 * 7 + index) }), purpose: .login,
        keyThumbprint: workstation.thumbprint)
      let transcript = try Transcript(
        environment: .synthetic, algorithm: .rs256, audience: expectation.audience,
        nonce: expectation.nonce, purpose: .login, function: nil, subject: nil,
        keyThumbprint: workstation.thumbprint, certificate: certificate)
      let proof = try Proof(
        challengeID: "bench-\(index)", algorithm: .rs256, unverifiedCertificate: certificate,
        signature: try key.sign(transcript.bytes, algorithm: .rs256), workstationKey: workstation)
      return Login(proof: proof, expectation: expectation, transcript: transcript.bytes)
    }
  }
}
