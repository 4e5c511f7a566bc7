import CPSDiagnostics
import CPSProof
import OpenSSLKit

/// The authentication key and certificate of a card, which sign as the card would, without its slowness.
struct SoakCard: Sendable {
  let key: PrivateKey
  let certificate: Certificate

  /// The answer to a login challenge.
  func proof(
    answering challenge: Challenge, for audience: Audience, binding workstation: WorkstationKey
  ) throws(CPSError) -> Proof {
    let transcript = try Transcript(
      environment: .synthetic, algorithm: .rs256, audience: audience, nonce: challenge.nonce, purpose: .login,
      function: nil, subject: nil, keyThumbprint: workstation.thumbprint, certificate: certificate.der)
    return try Proof(
      challengeID: challenge.id, algorithm: .rs256, unverifiedCertificate: certificate.der,
      signature: try key.sign(transcript.bytes, algorithm: .rs256), workstationKey: workstation)
  }
}
