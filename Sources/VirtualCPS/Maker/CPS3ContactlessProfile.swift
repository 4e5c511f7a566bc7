internal import SmartCard

/// A CPS3 as it is reached without contact: its technical key and nothing of the holder (cps-card.md 3.6).
///
/// What is not said there is ASSUMED: path, identifiers and rules of the contactless application.
struct CPS3ContactlessProfile {
  private typealias Identifiers = CPS3Identifiers

  /// The answer that a reader makes up for the card, which has none without contact.
  private static let answerToReset: [UInt8] = [
    0x3B, 0x8F, 0x80, 0x01, 0x00, 0x31, 0xB8, 0x64, 0x04, 0xB0, 0xEC, 0xC1, 0x73, 0x94, 0x01, 0x80, 0x82,
    0x90, 0x00, 0x0E,
  ]
  /// Reference of the technical key (ASSUMED).
  private static let technicalKey: UInt8 = 0x83
  private static let certificateFile: UInt16 = 0xD001
  private static let technicalID = Identifiers.contactlessApplication + [0x01]

  private let maker: VirtualCardMaker

  init(_ maker: VirtualCardMaker) { self.maker = maker }

  /// No PIN object is found: those of the card are for contacts alone.
  var image: VirtualCardImage {
    let contact = CPS3Profile(maker).image
    var masterFile = contact.masterFile
    masterFile.directories.append(application)
    return VirtualCardImage(
      generation: .cps3Contactless, answerToReset: Self.answerToReset, serialDigits: maker.serialDigits,
      masterFile: masterFile, pins: [], environments: contact.environments)
  }

  private var application: VirtualCardDirectory {
    let contents: [(UInt16, [UInt8])] = [
      (0x5031, Self.objectDirectory), (0x5032, CPS3Files.tokenInformation), (0x7002, Self.privateKeys),
      (0x7004, Self.certificates), (Self.certificateFile, maker.technical.certificate),
    ]
    let readable = FileAccess(read: .always)
    let key = VirtualCardKey(
      Self.technicalKey, privateKey: maker.technical.privateKey, authenticate: .always)
    return VirtualCardDirectory(
      0x0002, name: Identifiers.contactlessApplication,
      files: contents.map {
        VirtualCardFile($0.0, content: $0.1, access: readable, contactlessAccess: readable)
      },
      keys: [key])
  }

  private static let objectDirectory =
    TLVEncoding.object(0xA0, CPS3Files.path(0x7002, in: Identifiers.contactlessPath))
    + TLVEncoding.object(0xA4, CPS3Files.path(0x7004, in: Identifiers.contactlessPath))

  /// Not private and without a PIN (READ); usage bit 2 is sign.
  private static let privateKeys = CPS3Files.privateKey(
    CPS3Files.sequence(CPS3Files.utf8("CPS_PRIV_TECH_AUT"), CPS3Flags.bits([])), technicalID, usage: [2],
    reference: technicalKey)

  private static let certificates = CPS3Files.certificate(
    "Certificat technique CPS", technicalID, certificateFile, in: Identifiers.contactlessPath)
}
