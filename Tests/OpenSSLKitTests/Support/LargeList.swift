import CPSPrimitives
import OpenSSLKit

/// A complete list of many certificates, with serial numbers as those of FORT PERSONNES: eight constant bytes,
/// eight that vary (igc-sante.md section 1.4), in no order; every third entry has a reason.
struct LargeList {
  private static let constant: [UInt8] = [0x63, 0xDA, 0xFF, 0xCF, 0xC8, 0x03, 0x4B, 0xDC]
  private static let moment = DEREncoding.time(TestTree.instant("2026-11-01T00:00:00Z"))
  private static let hold = DEREncoding.sequence(
    DEREncoding.sequence(
      DEREncoding.objectIdentifier(.crlReason), DEREncoding.octetString([0x0A, 0x01, 0x06])))

  let count: Int
  let der: [UInt8]

  init(of builder: RevocationListBuilder, count: Int, signedBy key: PrivateKey) throws {
    self.count = count
    var entries: [UInt8] = []
    entries.reserveCapacity(count * 50)
    for index in 0..<count {
      let reason = index % 3 == 0 ? Self.hold : []
      entries += [0x30, UInt8(18 + Self.moment.count + reason.count), 0x02, 0x10]
      entries += Self.serialNumber(index)
      entries += Self.moment
      entries += reason
    }
    let algorithm = DEREncoding.sequence(DEREncoding.objectIdentifier(.sha256WithRSA), DEREncoding.null)
    let extensions = try Self.extensions(of: builder, signedBy: key)
    let body = DEREncoding.sequence(
      DEREncoding.integer(1), algorithm, builder.issuer.der, DEREncoding.time(builder.thisUpdate),
      builder.nextUpdate.map(DEREncoding.time) ?? [], DEREncoding.element(0x30, entries), extensions)
    der = DEREncoding.sequence(
      body, algorithm, DEREncoding.bitString(try key.sign(body, algorithm: .rs256)))
  }

  /// The serial number at a place; places beyond ``count`` have numbers that are not on the list.
  static func serialNumber(_ index: Int) -> [UInt8] {
    // An odd factor runs through all 64-bit numbers, in no order.
    var varying = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
    var bytes = [UInt8](repeating: 0, count: 8)
    for place in bytes.indices.reversed() {
      bytes[place] = UInt8(truncatingIfNeeded: varying)
      varying >>= 8
    }
    return constant + bytes
  }

  /// The extensions of a short list with the same fields, which ends with them.
  private static func extensions(
    of builder: RevocationListBuilder, signedBy key: PrivateKey
  ) throws -> [UInt8] {
    let members = try DERElement(builder.der(signedBy: key)).children()[0].children()
    return members.last?.encoding ?? []
  }
}
