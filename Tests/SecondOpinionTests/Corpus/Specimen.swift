import OpenSSLKit

/// One certificate of the corpus, with the keys that can sign what is made of it.
struct Specimen: Sendable {
  let name: String
  let der: [UInt8]
  /// The key of its issuer.
  let signer: PrivateKey
  /// The key of another authority.
  let otherSigner: PrivateKey
}
