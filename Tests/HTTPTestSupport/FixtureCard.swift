public import CPSDiagnostics
public import CPSProof
internal import Foundation
public import OpenSSLKit
internal import TestSupport

/// The authentication key and certificate of a card of the fixtures, which sign as the card would.
public struct FixtureCard: Sendable {
  /// The certificate, DER.
  public let certificate: [UInt8]
  /// The private key.
  public let key: PrivateKey

  /// The card in the folder `Fixtures/cards/NAME`.
  public init(_ name: String) throws {
    let folder = PackageRoot.url.appending(path: "Fixtures/cards/\(name)")
    certificate = Array(try Data(contentsOf: folder.appending(path: "authentication.der")))
    key = try PrivateKey(
      pem: String(
        decoding: try Data(contentsOf: folder.appending(path: "authentication.key.pem")), as: UTF8.self))
  }

  /// A card of whom an authority of the fixtures issued it to.
  init(certificate: [UInt8], key: PrivateKey) {
    self.certificate = certificate
    self.key = key
  }

  /// The answer to a challenge; everything that the transcript says can be said wrong.
  public func proof(
    answering challenge: Challenge, for audience: Audience, binding workstation: WorkstationKey,
    environment: TrustEnvironment = .synthetic, purpose: Purpose = .login, about subject: String? = nil
  ) throws(CPSError) -> Proof {
    let digest: SubjectDigest? =
      if let subject { try SubjectDigest(of: subject, under: challenge.nonce) } else { nil }
    let transcript = try Transcript(
      environment: environment, algorithm: .rs256, audience: audience, nonce: challenge.nonce,
      purpose: purpose, function: challenge.function, subject: digest, keyThumbprint: workstation.thumbprint,
      certificate: certificate)
    return try Proof(
      challengeID: challenge.id, algorithm: .rs256, unverifiedCertificate: certificate,
      signature: try key.sign(transcript.bytes, algorithm: .rs256), workstationKey: workstation)
  }
}
