import OpenSSLKit

/// The fields of a status response as bytes, each of which a test may make wrong; the signature is of no key.
struct StatusParts: Sendable {
  static let early: [UInt8] = DEREncoding.generalizedTime(TestTree.instant("2026-11-21T11:00:00Z"))
  static let late: [UInt8] = DEREncoding.generalizedTime(TestTree.instant("2026-11-22T11:00:00Z"))
  static let sha1 = DEREncoding.sequence(DEREncoding.objectIdentifier("1.3.14.3.2.26"), DEREncoding.null)
  static let sha256 = DEREncoding.sequence(DEREncoding.objectIdentifier("2.16.840.1.101.3.4.2.1"))

  var status: [UInt8] = [0x0A, 0x01, 0x00]
  var type = DEREncoding.objectIdentifier(.basicStatusResponse)
  var version: [UInt8] = []
  var responder = DEREncoding.element(0xA2, DEREncoding.octetString(.init(repeating: 7, count: 20)))
  var producedAt = early
  var digest = sha1
  var nameHash = DEREncoding.octetString(.init(repeating: 1, count: 20))
  var keyHash = DEREncoding.octetString(.init(repeating: 2, count: 20))
  var serialNumber = DEREncoding.integer(0x8899)
  var certificateStatus: [UInt8] = [0x80, 0x00]
  var thisUpdate = early
  var nextUpdate = DEREncoding.element(0xA0, late)
  var singleExtensions: [UInt8] = []
  /// More single responses behind the first.
  var others: [UInt8] = []
  var extensions: [UInt8] = []
  var algorithm = DEREncoding.sequence(DEREncoding.objectIdentifier(.sha256WithRSA), DEREncoding.null)
  var signature = DEREncoding.bitString([1, 2, 3])
  var certificates: [UInt8] = []
  /// Bytes behind the basic response, inside its octet string.
  var inside: [UInt8] = []

  var single: [UInt8] {
    DEREncoding.sequence(
      DEREncoding.sequence(digest, nameHash, keyHash, serialNumber), certificateStatus, thisUpdate,
      nextUpdate, singleExtensions)
  }

  var basic: [UInt8] {
    let body = DEREncoding.sequence(
      version, responder, producedAt, DEREncoding.element(0x30, single + others), extensions)
    return DEREncoding.sequence(body, algorithm, signature, certificates)
  }

  var der: [UInt8] {
    let typed = DEREncoding.sequence(type, DEREncoding.octetString(basic + inside))
    return DEREncoding.sequence(status, DEREncoding.element(0xA0, typed))
  }

  static func extensions(_ items: [(oid: ObjectIdentifier, value: [UInt8])], tag: UInt8 = 0xA1) -> [UInt8] {
    let list = items.flatMap { item in
      DEREncoding.sequence(DEREncoding.objectIdentifier(item.oid), DEREncoding.octetString(item.value))
    }
    return DEREncoding.element(tag, DEREncoding.element(0x30, list))
  }
}
