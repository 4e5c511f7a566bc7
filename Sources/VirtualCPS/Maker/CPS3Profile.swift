/// The files, PIN objects and keys of a fresh CPS3 contact card (cps-card.md section 3).
struct CPS3Profile {
  private typealias Identifiers = CPS3Identifiers
  private let maker: VirtualCardMaker

  init(_ maker: VirtualCardMaker) { self.maker = maker }

  var image: VirtualCardImage {
    VirtualCardImage(
      generation: .cps3, answerToReset: Identifiers.answerToReset, serialDigits: maker.serialDigits,
      masterFile: masterFile, formerView: CardDataObject.formerView, pins: pins,
      environments: [
        .init(environment: Identifiers.pinEnvironment, pin: Identifiers.pin),
        .init(environment: Identifiers.pukEnvironment, pin: Identifiers.puk),
      ])
  }

  /// EF_ACTUA 3F00/D010 is absent until the card's first update (REAL).
  private var masterFile: VirtualCardDirectory {
    let anywhere = FileAccess(read: .always)
    let issuer = SecurityCondition.secureMessaging(environment: Identifiers.issuerEnvironment)
    let issued = FileAccess(read: .always, update: issuer, delete: issuer)
    return VirtualCardDirectory(
      0x3F00, name: Identifiers.rootApplication,
      files: [
        VirtualCardFile(
          0x2F00, shortIdentifier: 0x1E, content: CPS3Files.directory, access: issued,
          contactlessAccess: anywhere),
        VirtualCardFile(
          0x2F01, shortIdentifier: 0x1D, content: CPS3Files.answerToResetFile, access: issued,
          contactlessAccess: anywhere),
        VirtualCardFile(
          0xD003, shortIdentifier: 0x1C, content: SerialNumber.content(maker.serialDigits), access: anywhere,
          contactlessAccess: anywhere),
      ],
      directories: [application])
  }

  private var dataObjects: [CardDataObject] { CardDataObject.cps3(maker) }

  private var application: VirtualCardDirectory {
    let readable = FileAccess(read: .always)
    let directories: [(UInt16, [UInt8])] = [
      (0x5031, CPS3Files.objectDirectory), (0x5032, CPS3Files.tokenInformation),
      (0x7001, CPS3Files.authenticationObjects), (0x7002, CPS3Files.privateKeys),
      (0x7003, CPS3Files.publicKeys), (0x7004, CPS3Files.certificates),
      (0x7005, CPS3Files.dataObjects(dataObjects)),
    ]
    // The identifiers of the certificates are ASSUMED.
    let certificates: [(UInt16, [UInt8])] = [
      (0xD001, maker.signature.certificate), (0xD002, maker.authentication.certificate),
    ]
    let files =
      directories.map { VirtualCardFile($0.0, content: $0.1, access: readable) }
      + certificates.map { VirtualCardFile($0.0, content: $0.1, access: readable) }
      + dataObjects.map(\.file)
    return VirtualCardDirectory(
      0x0001, name: Identifiers.contactApplication, files: files, keys: [signatureKey, authenticationKey])
  }

  private var signatureKey: VirtualCardKey {
    VirtualCardKey(
      Identifiers.signatureKey, privateKey: maker.signature.privateKey,
      sign: .userAuthentication(environment: Identifiers.pinEnvironment))
  }

  private var authenticationKey: VirtualCardKey {
    let holder = SecurityCondition.userAuthentication(environment: Identifiers.pinEnvironment)
    return VirtualCardKey(
      Identifiers.authenticationKey, privateKey: maker.authentication.privateKey, authenticate: holder,
      decipher: holder)
  }

  /// Tries, uses and rules are REAL.
  private var pins: [VirtualCardPIN] {
    [
      VirtualCardPIN(
        Identifiers.pin, digits: maker.pin, maximumTries: 3, change: .always,
        reset: .userAuthentication(environment: Identifiers.pukEnvironment)),
      VirtualCardPIN(
        Identifiers.puk, digits: maker.puk, maximumTries: 10, uses: 100, change: .never, reset: .never),
    ]
  }
}
