internal import SmartCard

/// A data object of the contact application (cps-card.md section 3.4).
///
/// The labels are those of the published interface; file identifiers other than D107 and D120 to D12F, and
/// all contents, are ASSUMED: they are placeholders of plausible form.
struct CPS3DataObject {
  let label: String
  let identifier: UInt16
  let isPrivate: Bool
  let isModifiable: Bool

  static let all: [CPS3DataObject] =
    [
      CPS3DataObject("CPS_DATA", 0xD107, isModifiable: true), CPS3DataObject("CPS_ID_CARD", 0xD100),
      CPS3DataObject("CPS_NAME_PS", 0xD101), CPS3DataObject("CPS_LANG_PS", 0xD102),
      CPS3DataObject("CPS_INFO_PS", 0xD103),
      CPS3DataObject("CPS_ACTIVITY_01_PS", 0xD120, isPrivate: true),
      CPS3DataObject("CPS_ACTIVITY_02_PS", 0xD121, isPrivate: true),
    ]

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
