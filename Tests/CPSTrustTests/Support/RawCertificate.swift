import OpenSSLKit

/// A certificate whose fields are replaced by any encoding, and that is signed again.
enum RawCertificate {
  static func resigned(
    _ der: [UInt8], by key: PrivateKey, _ change: (inout [DERElement]) throws -> Void
  ) throws -> [UInt8] {
    let members = try DERElement(der).children()
    var fields = try members[0].children()
    try change(&fields)
    let body = DEREncoding.element(0x30, fields.flatMap(\.encoding))
    let signature = DEREncoding.bitString(try key.sign(body, algorithm: .rs256))
    return DEREncoding.sequence(body, members[1].encoding, signature)
  }
}
