internal import CPSDiagnostics
internal import SmartCard

/// What every object of a directory file begins with (ISO/IEC 7816-15, clause 8.2, CommonObjectAttributes).
struct CommonAttributes: Sendable, Hashable {
  /// What the issuer calls the object.
  let label: String?
  /// CommonObjectFlags, bit private.
  private static let privateBit = 0
  /// CommonObjectFlags, bit modifiable.
  private static let modifiableBit = 1

  private let flags: NamedBits?
  /// The identifier of the PIN that guards it; nil when none does.
  let authenticationIdentifier: [UInt8]?

  init(_ object: TLV) throws(CPSError) {
    var members = try ObjectCursor(object)
    label = members.takeIfPresent(.utf8String).map { String(decoding: $0.value, as: UTF8.self) }
    // Flags of another form are let be: no login depends on them.
    flags = members.takeIfPresent(.bitString).flatMap { try? NamedBits($0) }
    authenticationIdentifier = members.takeIfPresent(.octetString).map { Array($0.value) }
  }

  /// Whether it can be reached only after an authentication.
  var isPrivate: Bool { flags?.contains(Self.privateBit) == true || authenticationIdentifier != nil }
  /// Whether it can be changed.
  var isModifiable: Bool { flags?.contains(Self.modifiableBit) == true }
}
