import CPSPrimitives
import OpenSSLKit
import SyntheticIGC

/// A revocation list in the making: right in everything, to be made wrong in one thing.
struct ListDraft {
  var builder: RevocationListBuilder
  var signer: PrivateKey

  /// A complete list of today.
  init(
    of authority: SyntheticAuthority, revoking serialNumbers: [[UInt8]] = [], number: UInt64 = 300,
    from thisUpdate: String = "2026-11-21T07:00:00Z", to nextUpdate: String = "2026-11-22T07:00:00Z"
  ) throws {
    signer = authority.key
    builder = RevocationListBuilder(
      issuer: authority.certificate.subject, thisUpdate: moment(thisUpdate), nextUpdate: moment(nextUpdate),
      entries: serialNumbers.map {
        RevocationListBuilder.Entry(serialNumber: $0, moment: moment("2026-11-01T00:00:00Z"))
      },
      extensions: [
        Extensions.issuerKey(authority.certificate.subjectKeyIdentifier ?? []),
        CertificateExtension(.crlNumber, value: DEREncoding.integer(number)),
      ])
  }

  func list() throws -> RevocationList { try builder.list(signedBy: signer) }

  /// The same with another signature algorithm named in both places; the signature is then wrong, too.
  func list(namingAlgorithm last: UInt8) throws -> RevocationList {
    try RevocationList(der: SignatureAlgorithmName.replaced(in: try builder.der(signedBy: signer), by: last))
  }
}
