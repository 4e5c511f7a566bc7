internal import CPSDiagnostics
internal import SmartCard

/// One PIN of AODF (ISO/IEC 7816-15, clause 8.9, PasswordAttributes).
struct PasswordEntry: Sendable, Hashable {
  /// PasswordFlags, bit needs-padding.
  private static let needsPaddingBit = 5
  /// PasswordFlags, bit unblockingPassword.
  private static let unblockingBit = 6
  /// PasswordFlags, bit soPassword.
  private static let securityOfficerBit = 7
  /// PasswordType ascii-numeric; utf8 gives the same bytes for digits.
  private static let textTypes: Set<Int> = [1, 2]

  /// What keys name it by.
  let identifier: [UInt8]
  private let flags: NamedBits
  private let type: Int
  private let minimumLength: Int
  private let storedLength: Int
  private let maximumLength: Int?
  private let number: Int
  private let filler: UInt8?

  init(_ object: TLV) throws(CPSError) {
    var members = try ObjectCursor(object)
    _ = try members.take(.sequence)
    var common = try ObjectCursor(try members.take(.sequence))
    identifier = Array(try common.take(.octetString).value)
    _ = members.takeIfPresent(.context(0))
    var typeMembers = try ObjectCursor(try members.take(.context(1)))
    var pin = try ObjectCursor(try typeMembers.take(.sequence))
    flags = try NamedBits(try pin.take(.bitString))
    type = try pin.take(.enumerated).unsignedNumber()
    minimumLength = try pin.take(.integer).unsignedNumber()
    storedLength = try pin.take(.integer).unsignedNumber()
    maximumLength = try pin.takeIfPresent(.integer)?.unsignedNumber()
    number = try pin.takeIfPresent(.primitiveContext(0))?.unsignedNumber() ?? 0
    filler = pin.takeIfPresent(.octetString)?.value.first
  }

  /// Whether it unblocks another PIN, or is the security officer's, as which a CPS lists its unblocking code
  /// (cps-card.md section 5).
  var isUnblocking: Bool { flags.contains(Self.unblockingBit) || flags.contains(Self.securityOfficerBit) }

  /// How the holder's PIN is presented, on the logical channel of `cla`.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` when it is not a PIN of digits for the card's holder, or when
  ///   its lengths or its padding contradict themselves.
  func reference(on cla: UInt8) throws(CPSError) -> PINReference {
    guard !isUnblocking else {
      throw CPSError(.cardIncomplete, ["element": "AODF"], reason: "unfit entry \(self)")
    }
    return try anyReference(on: cla)
  }

  /// How the unblocking code is presented, on the logical channel of `cla`.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` as ``reference(on:)`` does.
  func unblockingReference(on cla: UInt8) throws(CPSError) -> PINReference {
    guard isUnblocking else {
      throw CPSError(.cardIncomplete, ["element": "AODF"], reason: "unfit entry \(self)")
    }
    return try anyReference(on: cla)
  }

  private func anyReference(on cla: UInt8) throws(CPSError) -> PINReference {
    let longest = maximumLength ?? storedLength
    guard Self.textTypes.contains(type), (1...0x7F).contains(number),
      minimumLength >= 1, minimumLength <= longest, longest <= PIN.maximumLength
    else { throw CPSError(.cardIncomplete, ["element": "AODF"], reason: "unfit entry \(self)") }
    guard flags.contains(Self.needsPaddingBit) else {
      return PINReference(cla: cla, number: UInt8(number), lengths: minimumLength...longest)
    }
    guard let filler, (longest...PIN.maximumLength).contains(storedLength) else {
      throw CPSError(.cardIncomplete, ["element": "AODF"], reason: "unfit entry \(self)")
    }
    return PINReference(
      cla: cla, number: UInt8(number), lengths: minimumLength...longest,
      padding: PINReference.Padding(storedLength: storedLength, filler: filler))
  }

  /// The PIN with `identifier`.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` unless there is exactly one.
  static func pin(_ identifier: [UInt8]?, among entries: [PasswordEntry]) throws(CPSError) -> PasswordEntry {
    let named = entries.filter { $0.identifier == identifier }
    guard let entry = named.first, named.count == 1 else {
      throw CPSError(.cardIncomplete, ["element": "AODF"], reason: "\(named.count) candidates")
    }
    return entry
  }
}
