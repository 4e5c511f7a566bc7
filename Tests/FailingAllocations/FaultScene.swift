import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC

/// A service that expects proofs, one that is right and others that are not.
struct FaultScene {
  /// A proof, and what it is.
  struct Login {
    let proof: Proof
    let expectation: ProofExpectation
    let isRight: Bool
  }

  private struct Clock: WallClock {
    func now() -> Timestamp { SyntheticTree.fixtureMoment }
  }

  /// By name, in the order in which they are tried.
  let logins: [(name: String, login: Login)]
  private let verifier: ProofVerifier

  /// Reads the tree of the fixtures, beside which the process runs.
  init() throws {
    let tree = try SyntheticTree.load(from: "Fixtures/pki")
    let pins = try TrustPins.synthetic(tree.authorities.map { Hexadecimal.encode($0.certificate.sha256) })
    let book = RevocationBook(anchors: try TrustAnchors(tree.authorities.map(\.certificate), pinnedBy: pins))
    let key = try PrivateKey.generateRSA(bits: 2_048)
    func certificate(_ person: SyntheticProfessional, _ number: String) throws -> [UInt8] {
      try tree.encoding(
        of: .cpsAuthentication(person, cardNumber: number, validity: .fixture), for: key.publicKey)
    }
    let good = try certificate(.physician, "2698000110")
    let revoked = try certificate(.nurse, "2698000111")
    for list in try tree.issueRevocationLists(
      at: SyntheticTree.fixtureMoment - .seconds(60), revoked: [try Certificate(der: revoked)])
    {
      try book.admit(list, at: SyntheticTree.fixtureMoment)
    }
    verifier = try ProofVerifier(book: book, clock: Clock())
    var foreign = good
    foreign[foreign.count - 1] ^= 1
    logins = [
      ("right", try Self.login(by: key, good, isRight: true)),
      ("revoked", try Self.login(by: key, revoked, isRight: false)),
      ("altered-certificate", try Self.login(by: key, foreign, isRight: false)),
      (
        "foreign-signature", try Self.login(by: try PrivateKey.generateRSA(bits: 2_048), good, isRight: false)
      ),
    ]
  }

  /// Whether the service takes a proof for that of a professional; an error is a no.
  func isAccepted(_ login: Login) -> Bool {
    do throws(CPSError) {
      _ = try verifier.verify(login.proof, expecting: login.expectation)
      return true
    } catch {
      return false
    }
  }

  private static func login(by key: PrivateKey, _ certificate: [UInt8], isRight: Bool) throws -> Login {
    let workstation = try WorkstationKey(try PrivateKey.generateP256().publicKey)
    let expectation = ProofExpectation(
      audience: try Audience("https://service.example"), nonce: try Nonce(Array(1...32)),
      purpose: .login, keyThumbprint: workstation.thumbprint)
    let transcript = try Transcript(
      environment: .synthetic, algorithm: .rs256, audience: expectation.audience, nonce: expectation.nonce,
      purpose: .login, function: nil, subject: nil, keyThumbprint: workstation.thumbprint,
      certificate: certificate)
    let proof = try Proof(
      challengeID: "fault", algorithm: .rs256, unverifiedCertificate: certificate,
      signature: try key.sign(transcript.bytes, algorithm: .rs256), workstationKey: workstation)
    return Login(proof: proof, expectation: expectation, isRight: isRight)
  }
}
