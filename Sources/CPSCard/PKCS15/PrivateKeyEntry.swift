internal import CPSDiagnostics
internal import SmartCard

/// One RSA key of PrKDF (ISO/IEC 7816-15, clause 8.4; the real entry is in cps-card.md section 3.3).
struct PrivateKeyEntry: Sendable, Hashable {
  /// The label that tells the authentication key where usage does not.
  private static let authenticationLabel = "CPS_PRIV_AUT"
  /// KeyUsageFlags, bit sign.
  private static let signBit = 2
  /// KeyUsageFlags, bit nonRepudiation.
  private static let nonRepudiationBit = 9

  let attributes: CommonAttributes
  /// What pairs it with its certificate.
  let identifier: [UInt8]
  /// The reference in MANAGE SECURITY ENVIRONMENT; nil when the card gives none of one byte.
  let reference: UInt8?
  private let usage: NamedBits

  init(_ object: TLV) throws(CPSError) {
    var members = try ObjectCursor(object)
    attributes = try CommonAttributes(try members.take(.sequence))
    var keyMembers = try ObjectCursor(try members.take(.sequence))
    identifier = Array(try keyMembers.take(.octetString).value)
    usage = try NamedBits(try keyMembers.take(.bitString))
    _ = keyMembers.takeIfPresent(.boolean)
    _ = keyMembers.takeIfPresent(.bitString)
    reference = try keyMembers.takeIfPresent(.integer).flatMap { (number) throws(CPSError) in
      UInt8(exactly: try number.unsignedNumber())
    }
  }

  /// Whether it signs without binding its holder: the signature key has nonRepudiation in its place.
  var isForAuthentication: Bool {
    usage.contains(Self.signBit) && !usage.contains(Self.nonRepudiationBit)
  }

  /// Whether it signs documents that bind its holder.
  var isForSignature: Bool { usage.contains(Self.nonRepudiationBit) }

  /// The authentication key: the only one with its usage, or among several the only one with its label.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` when that is none or more than one: the first is never taken
  ///   silently (attack case HC-30).
  static func authenticationKey(among keys: [PrivateKeyEntry]) throws(CPSError) -> PrivateKeyEntry {
    var candidates = keys.filter(\.isForAuthentication)
    if candidates.count > 1 {
      candidates = candidates.filter { $0.attributes.label == authenticationLabel }
    }
    guard let key = candidates.first, candidates.count == 1 else {
      throw CPSError(
        .cardIncomplete, ["element": "PrKDF"], reason: "\(candidates.count) candidates")
    }
    return key
  }
}
