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

  /// A delta list over the complete list of a number.
  init(
    deltaOf authority: SyntheticAuthority, over base: UInt64, number: UInt64,
    from thisUpdate: String = "2026-11-21T09:00:00Z",
    entries: [(serialNumber: [UInt8], reason: RevocationReason)] = []
  ) throws {
    try self.init(of: authority, number: number, from: thisUpdate)
    builder.entries = entries.map { Self.entry($0.serialNumber, $0.reason) }
    builder.extensions.append(
      CertificateExtension(.deltaCRLIndicator, isCritical: true, value: DEREncoding.integer(base)))
  }

  static func entry(_ serialNumber: [UInt8], _ reason: RevocationReason) -> RevocationListBuilder.Entry {
    RevocationListBuilder.Entry(
      serialNumber: serialNumber, moment: moment("2026-11-01T00:00:00Z"),
      extensions: [CertificateExtension(.crlReason, value: [0x0A, 0x01, reason.rawValue])])
  }

  /// Gives the list an issuingDistributionPoint of these members.
  mutating func narrow(to members: [UInt8]) {
    builder.extensions.append(
      CertificateExtension(
        .issuingDistributionPoint, isCritical: true, value: DEREncoding.element(0x30, members)))
  }

  /// The distributionPoint member for an address.
  static func distributionPoint(_ address: String) -> [UInt8] {
    DEREncoding.element(
      0xA0, DEREncoding.element(0xA0, DEREncoding.element(0x86, Array(address.utf8))))
  }

  func list() throws -> RevocationList { try builder.list(signedBy: signer) }

  /// The same with another signature algorithm named in both places; the signature is then wrong, too.
  func list(namingAlgorithm last: UInt8) throws -> RevocationList {
    try RevocationList(der: SignatureAlgorithmName.replaced(in: try builder.der(signedBy: signer), by: last))
  }
}
