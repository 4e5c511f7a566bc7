internal import SmartCard

/// A data object of the application (cps-card.md section 3.4).
///
/// The labels are those of the published interface. File identifiers other than D107 and D120 to D12F are
/// ASSUMED, and so is every content: the format stands in a document that is not at hand, and a driver must not
/// read anything out of these few values.
struct CardDataObject {
  let label: String
  let identifier: UInt16
  let isPrivate: Bool
  let isModifiable: Bool
  private let content: [UInt8]

  /// Numbers of the activities that a card has here: they need not be contiguous.
  static let activityNumbers: [UInt8] = [1, 2, 7]
  private static let modifiableSize = 256

  /// The objects of a CPS3.
  static func cps3(_ maker: VirtualCardMaker) -> [CardDataObject] {
    let holder = maker.holder
    return [
      CardDataObject(
        "CPS_DATA", 0xD107, isModifiable: true, [UInt8](repeating: 0, count: modifiableSize)),
      CardDataObject("CPS_ID_CARD", 0xD100, sequence(printable(maker.serialDigits))),
      CardDataObject("CPS_NAME_PS", 0xD101, sequence(utf8(holder.surname), utf8(holder.givenName))),
      CardDataObject("CPS_LANG_PS", 0xD102, sequence(printable("fr"))),
      CardDataObject(
        "CPS_INFO_PS", 0xD103,
        sequence(printable(holder.nationalIdentifier), TLVEncoding.object(0x02, [holder.profession]))),
    ]
      + activityNumbers.map { number in
        CardDataObject(
          "CPS_ACTIVITY_\(twoDigits(number))_PS", 0xD11F + UInt16(number), isPrivate: true, activity(number))
      }
  }

  /// The objects of a CPS4: without the CPS2ter view, what that view held freely are objects too.
  static func cps4(_ maker: VirtualCardMaker) -> [CardDataObject] {
    cps3(maker)
      + ["ATR", "ID", "ICC", "NAME", "LANG", "PSINFO", "DIRAMO"].enumerated().map { index, name in
        CardDataObject("CPS2TER_\(name)", 0xD110 + UInt16(index), sequence(utf8("SYNTHETIC \(name)")))
      }
  }

  /// What a CPS3 shows of itself as a CPS2ter: CPS_SIT_FACT, and an activity for each of its own
  /// (cps-card.md section 3.5; places CONF-A).
  static var formerView: VirtualCardDirectory {
    let access = FileAccess(read: holderCondition)
    let situation = VirtualCardFile(
      0x4000, content: sequence(utf8("SYNTHETIC CPS_SIT_FACT")), access: access)
    return VirtualCardDirectory(
      FileTarget.masterFile, name: [],
      files: activityNumbers.map {
        VirtualCardFile(0x400F + UInt16($0), content: activity($0), access: access)
      },
      directories: [VirtualCardDirectory(0x7F01, name: [], files: [situation])])
  }

  /// The update rule of CPS_DATA is unknown: the holder's PIN is ASSUMED.
  var file: VirtualCardFile {
    let access = FileAccess(
      read: isPrivate ? Self.holderCondition : .always,
      update: isModifiable ? Self.holderCondition : .never)
    return VirtualCardFile(identifier, content: content, access: access)
  }

  private init(
    _ label: String, _ identifier: UInt16, isPrivate: Bool = false, isModifiable: Bool = false,
    _ content: [UInt8]
  ) {
    self.label = label
    self.identifier = identifier
    self.isPrivate = isPrivate
    self.isModifiable = isModifiable
    self.content = content
  }

  private static let holderCondition = SecurityCondition.userAuthentication(
    environment: CPS3Identifiers.pinEnvironment)

  private static func activity(_ number: UInt8) -> [UInt8] {
    sequence(TLVEncoding.object(0x02, [number]), utf8("CABINET FICTIF \(twoDigits(number))"))
  }

  private static func twoDigits(_ number: UInt8) -> String { number < 10 ? "0\(number)" : "\(number)" }
  private static func sequence(_ parts: [UInt8]...) -> [UInt8] {
    TLVEncoding.object(0x30, parts.flatMap { $0 })
  }
  private static func utf8(_ text: String) -> [UInt8] { TLVEncoding.object(0x0C, Array(text.utf8)) }
  private static func printable(_ text: String) -> [UInt8] { TLVEncoding.object(0x13, Array(text.utf8)) }
}
