internal import CPSDiagnostics
internal import SmartCard

/// What every object of a directory file begins with (ISO/IEC 7816-15, clause 8.2, CommonObjectAttributes).
struct CommonAttributes: Sendable, Hashable {
  /// What the issuer calls the object.
  let label: String?
  /// The identifier of the PIN that guards it; nil when none does.
  let authenticationIdentifier: [UInt8]?

  init(_ object: TLV) throws(CPSError) {
    var members = try ObjectCursor(object)
    label = members.takeIfPresent(.utf8String).map { String(decoding: $0.value, as: UTF8.self) }
    _ = members.takeIfPresent(.bitString)
    authenticationIdentifier = members.takeIfPresent(.octetString).map { Array($0.value) }
  }
}
