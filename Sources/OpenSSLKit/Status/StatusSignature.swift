internal import COpenSSL
internal import CPSDiagnostics

/// The signature on a statement, over the very bytes that were read.
struct StatusSignature: Sendable {
  /// The parameters of the algorithms that have none: NULL with RSA (RFC 4055, clause 5), nothing with ECDSA
  /// (RFC 5758, clause 3.2).
  private static let withoutParameters: [ObjectIdentifier: [UInt8]] = [
    .sha256WithRSA: DEREncoding.null, .sha384WithRSA: DEREncoding.null, .sha512WithRSA: DEREncoding.null,
    .ecdsaWithSHA256: [], .ecdsaWithSHA384: [], .ecdsaWithSHA512: [],
  ]

  /// The algorithm, without its parameters.
  let algorithm: ObjectIdentifier
  private let body: [UInt8]
  private let identifier: [UInt8]
  private let value: [UInt8]

  init(body: DERElement, algorithm: DERElement, value: DERElement) throws(CPSError) {
    let members = try algorithm.children()
    guard body.tag == 0x30, algorithm.tag == 0x30, value.wholeBytes != nil,
      let oid = members.first?.objectIdentifier
    else { throw DERElement.failure("signature") }
    // Nobody signs these, and libcrypto does not look at them.
    guard Self.withoutParameters[oid].map({ $0 == members.dropFirst().flatMap(\.encoding) }) != false else {
      throw DERElement.failure("parameters of the signature algorithm")
    }
    self.algorithm = oid
    self.body = body.encoding
    identifier = algorithm.encoding
    self.value = value.encoding
  }

  /// Whether it is that of `key`; false also for an algorithm that libcrypto does not know or that does not
  /// fit the key.
  func isValid(under key: PublicKey) throws(CPSError) -> Bool {
    let release: (OpaquePointer) -> Void = { X509_ALGOR_free(UnsafeMutablePointer($0)) }
    let algorithm = DERReader.value(of: identifier, releasing: release) { cursor, length in
      d2i_X509_ALGOR(nil, cursor, length).map { OpaquePointer($0) }
    }
    let signature = DERReader.value(of: value, releasing: { ASN1_BIT_STRING_free(UnsafeMutablePointer($0)) })
    {
      cursor, length in d2i_ASN1_BIT_STRING(nil, cursor, length).map { OpaquePointer($0) }
    }
    // A value of any type keeps its encoding, so that nothing is encoded anew before it is verified.
    let statement = DERReader.value(of: body, releasing: { ASN1_TYPE_free(UnsafeMutablePointer($0)) }) {
      cursor, length in d2i_ASN1_TYPE(nil, cursor, length).map { OpaquePointer($0) }
    }
    defer {
      algorithm.map(release)
      signature.map { ASN1_BIT_STRING_free(UnsafeMutablePointer($0)) }
      statement.map { ASN1_TYPE_free(UnsafeMutablePointer($0)) }
      OpenSSLFailure.forget()
    }
    guard let algorithm, let signature, let statement else { return false }
    return try key.withPointer { pointer in
      ASN1_item_verify(
        ASN1_ANY_it(), UnsafePointer<X509_ALGOR>(algorithm), UnsafePointer<ASN1_BIT_STRING>(signature),
        UnsafeRawPointer(statement), pointer) == 1
    }
  }
}
