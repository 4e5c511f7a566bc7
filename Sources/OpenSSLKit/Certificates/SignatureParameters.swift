/// The parameters that stand beside the name of a signature algorithm.
///
/// The copy outside the signature is nobody's word, and libcrypto does not look at it.
enum SignatureParameters {
  /// NULL with RSASSA-PKCS1-v1_5 (RFC 4055, clause 5), nothing with ECDSA (RFC 5758, clause 3.2).
  private static let required: [ObjectIdentifier: [UInt8]] = [
    .sha256WithRSA: DEREncoding.null, .sha384WithRSA: DEREncoding.null, .sha512WithRSA: DEREncoding.null,
    .ecdsaWithSHA256: [], .ecdsaWithSHA384: [], .ecdsaWithSHA512: [],
  ]

  /// Whether they are what the algorithm has; true for an algorithm with other parameters.
  static func fit(_ algorithm: ObjectIdentifier, _ parameters: ArraySlice<DERElement>) -> Bool {
    guard let required = required[algorithm] else { return parameters.count <= 1 }
    return parameters.flatMap(\.encoding) == required
  }
}
