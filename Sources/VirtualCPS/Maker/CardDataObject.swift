internal import SmartCard

/// A data object of the application (cps-card.md section 3.4).
///
/// The labels are those of the published interface; file identifiers other than D107 and D120 to D12F, and
/// all contents, are ASSUMED: they are placeholders of plausible form.
struct CardDataObject {
  let label: String
  let identifier: UInt16
  let isPrivate: Bool
  let isModifiable: Bool

  static let cps3: [CardDataObject] =
    [
      CardDataObject("CPS_DATA", 0xD107, isModifiable: true), CardDataObject("CPS_ID_CARD", 0xD100),
      CardDataObject("CPS_NAME_PS", 0xD101), CardDataObject("CPS_LANG_PS", 0xD102),
      CardDataObject("CPS_INFO_PS", 0xD103),
      CardDataObject("CPS_ACTIVITY_01_PS", 0xD120, isPrivate: true),
      CardDataObject("CPS_ACTIVITY_02_PS", 0xD121, isPrivate: true),
    ]

  /// A CPS4 has no CPS2ter view: what that view held are objects to be read freely.
  static let cps4: [CardDataObject] =
    cps3
    + ["ATR", "ID", "ICC", "NAME", "LANG", "PSINFO", "DIRAMO"].enumerated().map { index, name in
      CardDataObject("CPS2TER_\(name)", 0xD110 + UInt16(index))
    }

  private static let modifiableSize = 256

  private init(_ label: String, _ identifier: UInt16, isPrivate: Bool = false, isModifiable: Bool = false) {
    self.label = label
    self.identifier = identifier
    self.isPrivate = isPrivate
    self.isModifiable = isModifiable
  }

  var file: VirtualCardFile {
    let holder = SecurityCondition.userAuthentication(environment: CPS3Identifiers.pinEnvironment)
    let access = FileAccess(read: isPrivate ? holder : .always, update: isModifiable ? holder : .never)
    return VirtualCardFile(identifier, content: content, access: access)
  }

  /// A UTF-8 string in a sequence; what may be modified is a longer file of zeros.
  private var content: [UInt8] {
    guard !isModifiable else { return [UInt8](repeating: 0, count: Self.modifiableSize) }
    return TLVEncoding.object(0x30, TLVEncoding.object(0x0C, Array("SYNTHETIC \(label)".utf8)))
  }
}
