/// What a certificate says its key may do (RFC 5280, clause 4.2.1.3); bit n of the set is bit n there.
public struct KeyUsage: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt16

  /// The usages of some bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Signatures other than those below: authentication.
  public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
  /// Signatures by which a person commits themself; contentCommitment in later editions of X.509.
  public static let nonRepudiation = KeyUsage(rawValue: 1 << 1)
  /// Encryption of keys.
  public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
  /// Encryption of data.
  public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
  /// Agreement on keys.
  public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
  /// Signatures on certificates.
  public static let keyCertSign = KeyUsage(rawValue: 1 << 5)
  /// Signatures on revocation lists.
  public static let crlSign = KeyUsage(rawValue: 1 << 6)
  /// With keyAgreement: to encipher only.
  public static let encipherOnly = KeyUsage(rawValue: 1 << 7)
  /// With keyAgreement: to decipher only.
  public static let decipherOnly = KeyUsage(rawValue: 1 << 8)

  /// Reads the BIT STRING of the extension; nil for anything else, for no bit, for bits that are not
  /// assigned, and for zeros behind.
  init?(_ element: DERElement) {
    guard element.tag == 0x03, (2...3).contains(element.contents.count) else { return nil }
    var bits: UInt16 = 0
    for (index, byte) in element.contents.dropFirst().enumerated() {
      for position in 0..<8 where byte & (0x80 >> UInt8(position)) != 0 {
        guard index * 8 + position <= 8 else { return nil }
        bits |= 1 << UInt16(index * 8 + position)
      }
    }
    // X.690, clause 11.2.2: named bits end with one that is set.
    guard bits != 0, DEREncoding.namedBits(bits) == element.encoding else { return nil }
    self.init(rawValue: bits)
  }
}
