internal import CPSDiagnostics

/// The signature on a statement, over the very bytes that were read.
struct StatusSignature: Sendable {
  /// The algorithm, without its parameters.
  let algorithm: ObjectIdentifier
  private let body: [UInt8]
  private let value: [UInt8]

  init(body: DERElement, algorithm: DERElement, value: DERElement) throws(CPSError) {
    let members = try algorithm.children()
    guard body.tag == 0x30, algorithm.tag == 0x30, let bytes = value.wholeBytes,
      let oid = members.first?.objectIdentifier
    else { throw DERElement.failure("signature") }
    guard SignatureParameters.fit(oid, members.dropFirst()) else {
      throw DERElement.failure("parameters of the signature algorithm")
    }
    self.algorithm = oid
    self.body = body.encoding
    self.value = bytes
  }

  /// Whether it is that of `key`; false also for an algorithm that libcrypto does not know or that does not
  /// fit the key.
  func isValid(under key: PublicKey) throws(CPSError) -> Bool {
    try key.isValid(signature: value, for: body[...], namedBy: algorithm)
  }
}
