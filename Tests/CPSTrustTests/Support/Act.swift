import CPSPrimitives
import CPSProof
import OpenSSLKit

@testable import CPSTrust

/// One act, as one half sees it: what the service expects, or what a workstation has signed.
struct Act {
  var environment = TrustEnvironment.synthetic
  var algorithm = ProofAlgorithm.rs256
  var audience = "https://service.example"
  var nonce = (0..<32).map { UInt8($0) }
  var purpose = Purpose.login
  var function: FunctionName?
  var subject: String?
  var workstationKey: PrivateKey

  func expectation() throws -> ProofExpectation {
    ProofExpectation(
      audience: try Audience(audience), nonce: try Nonce(nonce), purpose: purpose, function: function,
      subject: try subjectDigest(), keyThumbprint: try WorkstationKey(workstationKey.publicKey).thumbprint)
  }

  /// What a card answers: the transcript of this act signed by `key`.
  func proof(certificate: [UInt8], signedBy key: PrivateKey) throws -> Proof {
    let workstation = try WorkstationKey(workstationKey.publicKey)
    let transcript = try Transcript(
      environment: environment, algorithm: algorithm, audience: try Audience(audience),
      nonce: try Nonce(nonce), purpose: purpose, function: function, subject: try subjectDigest(),
      keyThumbprint: workstation.thumbprint, certificate: certificate)
    let signature = try key.sign(transcript.bytes, algorithm: algorithm == .rs256 ? .rs256 : .ps256)
    return try Proof(
      challengeID: "c".padding(to: 20), algorithm: algorithm, unverifiedCertificate: certificate,
      signature: signature, workstationKey: workstation)
  }

  private func subjectDigest() throws -> SubjectDigest? {
    try subject.map { try SubjectDigest(of: $0, under: try Nonce(nonce)) }
  }
}

extension String {
  fileprivate func padding(to length: Int) -> String { String(repeating: self, count: length) }
}
