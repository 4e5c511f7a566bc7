internal import CPSDiagnostics

extension SignedStructure {
  /// sha256WithRSAEncryption with NULL parameters (RFC 4055, clause 5).
  static let sha256WithRSAIdentifier = DEREncoding.sequence(
    DEREncoding.objectIdentifier(.sha256WithRSA), DEREncoding.null)

  static func encoding(of body: [UInt8], signedBy key: PrivateKey) throws(CPSError) -> [UInt8] {
    DEREncoding.sequence(
      body, sha256WithRSAIdentifier, DEREncoding.bitString(try key.sign(body, algorithm: .rs256)))
  }
}
