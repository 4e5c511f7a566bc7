internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

/// The private key of one session: PKCS #8 in locked memory, never on a disk.
///
/// OpenSSL holds it in its own memory only while something is signed.
final class HeldKey: Sendable {
  /// The public half.
  let workstationKey: WorkstationKey
  private let pkcs8: SecretBytes

  /// A fresh key.
  init() throws(CPSError) {
    let key = try PrivateKey.generateP256()
    var bytes = try key.pkcs8()
    pkcs8 = try SecretBytes(copying: bytes)
    SecretBytes.wipe(&bytes)
    workstationKey = try WorkstationKey(key.publicKey)
  }

  /// The value of a `DPoP` header for one request.
  func proof(
    for request: ServiceRequest, token: String?, serverNonce: String?, at moment: Timestamp,
    random: some RandomSource
  ) throws(CPSError) -> String {
    try DPoPProof.make(
      with: try privateKey(), method: request.method, url: request.url, accessToken: token,
      serverNonce: serverNonce,
      at: moment, random: random)
  }

  /// The workstation's word that it has just seen the card.
  func statement(
    answering challengeID: String, saying content: PresenceStatement.Content
  ) throws(CPSError) -> PresenceStatement {
    try PresenceStatement(answering: challengeID, saying: content, with: try privateKey())
  }

  private func privateKey() throws(CPSError) -> PrivateKey {
    try pkcs8.withBytes { (bytes) throws(CPSError) in
      var copy = bytes.withUnsafeBufferPointer { Array($0) }
      defer { SecretBytes.wipe(&copy) }
      return try PrivateKey(pkcs8: copy)
    }
  }
}
