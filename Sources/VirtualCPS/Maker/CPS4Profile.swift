/// The files, PIN objects and keys of a fresh CPS4 (cps-card.md sections 2 to 6).
///
/// Files, paths and rules of a real CPS4 are not known; they are ASSUMED to be those of a CPS3 where the
/// official module does not ask for something else.
struct CPS4Profile {
  private typealias Identifiers = CPS3Identifiers
  private let maker: VirtualCardMaker
  private let generation: VirtualCardGeneration

  init(_ maker: VirtualCardMaker, _ generation: VirtualCardGeneration) {
    self.maker = maker
    self.generation = generation
  }

  var image: VirtualCardImage {
    VirtualCardImage(
      generation: generation, answerToReset: answerToReset, serialDigits: maker.serialDigits,
      masterFile: masterFile, pins: pins,
      environments: [
        .init(environment: Identifiers.pinEnvironment, pin: Identifiers.pin),
        .init(environment: Identifiers.pukEnvironment, pin: Identifiers.puk),
      ])
  }

  private var answerToReset: [UInt8] {
    switch generation {
    case .cps4T0: CPS4Identifiers.characterAnswerToReset
    case .cps4ReleaseCandidate: CPS4Identifiers.releaseCandidateAnswerToReset
    default: CPS4Identifiers.answerToReset
    }
  }

  /// ChipDoc, which bears the name that the root application of a CPS3 has.
  private var masterFile: VirtualCardDirectory {
    let readable = FileAccess(read: .always)
    return VirtualCardDirectory(
      0x3F00, name: Identifiers.rootApplication,
      files: [
        VirtualCardFile(0x2F00, shortIdentifier: 0x1E, content: CPS3Files.directory, access: readable),
        VirtualCardFile(
          0xD003, shortIdentifier: 0x1C, content: SerialNumber.content(maker.serialDigits), access: readable),
      ],
      directories: [application])
  }

  private var dataObjects: [CardDataObject] { CardDataObject.cps4(maker) }

  private var application: VirtualCardDirectory {
    let readable = FileAccess(read: .always)
    let contents: [(UInt16, [UInt8])] = [
      (0x5031, CPS3Files.objectDirectory), (0x5032, CPS4Files.tokenInformation),
      (0x7001, CPS3Files.authenticationObjects), (0x7002, CPS4Files.privateKeys),
      (0x7003, CPS3Files.publicKeys), (0x7004, CPS3Files.certificates),
      (0x7005, CPS3Files.dataObjects(dataObjects)), (0xD001, maker.signature.certificate),
      (0xD002, maker.authentication.certificate),
    ]
    let files = contents.map { VirtualCardFile($0.0, content: $0.1, access: readable) }
    return VirtualCardDirectory(
      0x0001, name: Identifiers.contactApplication, files: files + dataObjects.map(\.file),
      keys: [signatureKey, authenticationKey])
  }

  private var holder: SecurityCondition {
    .userAuthentication(environment: Identifiers.pinEnvironment)
  }

  private var signatureKey: VirtualCardKey {
    VirtualCardKey(CPS4Identifiers.signatureKey, privateKey: maker.signature.privateKey, sign: holder)
  }

  /// Raw RSA goes through deciphering, and RSASSA-PSS through signing (CONF-A); each has a rule of its own.
  private var authenticationKey: VirtualCardKey {
    VirtualCardKey(
      CPS4Identifiers.authenticationKey, privateKey: maker.authentication.privateKey, sign: holder,
      decipher: holder)
  }

  /// Three tries of the PIN are those of the official module; those of the PUK, and that its uses are not
  /// counted, are ASSUMED.
  private var pins: [VirtualCardPIN] {
    [
      VirtualCardPIN(
        Identifiers.pin, digits: maker.pin, maximumTries: 3, change: .always,
        reset: .userAuthentication(environment: Identifiers.pukEnvironment)),
      VirtualCardPIN(Identifiers.puk, digits: maker.puk, maximumTries: 10, change: .never, reset: .never),
    ]
  }
}
