import CPSCard
import CPSDiagnostics
import CPSProof
import OpenSSLKit
import SmartCard
import VirtualCPS

/// A kind of card that storms fall upon: what is made once for all runs with it.
struct StormCard: Sendable {
  /// The kinds that a login accepts.
  enum Kind: String, CaseIterable, Sendable {
    case cps3 = "CPS3"
    case cps4 = "CPS4"
    case cps4WithoutPSS = "CPS4 without PSS"
    case cps4T0 = "CPS4 over T=0"

    var generation: VirtualCardGeneration {
      switch self {
      case .cps3: .cps3
      case .cps4, .cps4WithoutPSS: .cps4
      case .cps4T0: .cps4T0
      }
    }
  }

  let kind: Kind
  let image: VirtualCardImage
  /// What a cache knows of it.
  let known: CardPublicData
  /// What a cache knows that was filled when the same serial had another key behind it.
  let formerlyKnown: CardPublicData
  private let otherImage: VirtualCardImage
  /// What each of the two persons' cards signs with, by its serial.
  let credentials: [String: (certificate: [UInt8], key: PublicKey)]

  init(_ kind: Kind) throws(CPSError) {
    self.kind = kind
    let certificate = try TestCards.certificate(of: TestCards.authenticationKey, length: 1_328)
    image = try Self.image(kind, TestCards.serial, certificate, TestCards.authenticationKey)
    let stranger = try TestCards.certificate(of: TestCards.strangerKey, length: 1_200)
    known = try Self.publicData(of: image)
    formerlyKnown = try Self.publicData(
      of: Self.image(kind, TestCards.serial, stranger, TestCards.strangerKey))
    otherImage = try Self.image(kind, TestCards.otherSerial, stranger, TestCards.strangerKey)
    credentials = [
      TestCards.serial: (certificate, try TestCards.authenticationKey.publicKey),
      TestCards.otherSerial: (stranger, try TestCards.strangerKey.publicKey),
    ]
  }

  /// Another person's card.
  func other(pin: String) -> VirtualCardImage {
    var image = otherImage
    image.pins[0].digits = pin
    return image
  }

  private static func publicData(of image: VirtualCardImage) throws(CPSError) -> CardPublicData {
    let card = try VirtualCard(image)
    card.insert()
    card.powerOn()
    var channel = CardChannel(over: VirtualCardTransport(to: card), budget: CardLogin.preparationBudget)
    return try CardLogin.prepare(over: &channel, cached: MemoryCardPublicDataCache(), environment: .synthetic)
      .publicData
  }

  private static func image(
    _ kind: Kind, _ serial: String, _ certificate: [UInt8], _ key: PrivateKey
  ) throws(CPSError) -> VirtualCardImage {
    let maker = try VirtualCardMaker(
      serialDigits: serial, pin: TestCards.pin, puk: "87654321",
      signature: .init(
        privateKey: try TestCards.signatureKey.pkcs8(),
        certificate: try TestCards.certificate(of: TestCards.signatureKey, length: 1_500)),
      authentication: .init(privateKey: try key.pkcs8(), certificate: certificate))
    var image = maker.image(kind.generation).admittingLongPINs
    if kind == .cps4WithoutPSS {
      image.traits = VirtualCardTraits(
        probabilisticRefusal: .init(0x6A80, at: .computeDigitalSignature))
    }
    return image
  }

  /// The questions by which another program learns whether PIN 1 is open, as bytes of one command each; an
  /// answer of 9000 to the last one says yes.
  var questions: [[UInt8]] {
    switch kind {
    case .cps3: [[0x00, 0x20, 0x00, 0x01, 0x00]]
    case .cps4, .cps4WithoutPSS: [Self.chipDoc, [0x01, 0x20, 0x00, 0x01]]
    case .cps4T0: [Self.chipDoc, [0x01, 0x20, 0x00, 0x01, 0x00]]
    }
  }

  /// SELECT of ChipDoc on channel 1 (cps-card.md section 2.2).
  private static let chipDoc: [UInt8] = [
    0x01, 0xA4, 0x04, 0x0C, 0x08, 0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00,
  ]
}

extension VirtualCardImage {
  /// The same card with 4 to 12 digits as its directory (AODF) gives the lengths of the PIN.
  var admittingLongPINs: VirtualCardImage {
    // Three INTEGERs of 4 in a row: least, stored and greatest length (ISO/IEC 7816-15, PasswordAttributes).
    let lengths: [UInt8] = [0x02, 0x01, 0x04, 0x02, 0x01, 0x04, 0x02, 0x01, 0x04]
    var content = content(0x7001)
    if let place = content.firstRange(of: lengths) {
      content.replaceSubrange(place, with: [0x02, 0x01, 0x04, 0x02, 0x01, 0x0C, 0x02, 0x01, 0x0C])
    }
    return replacing(0x7001, with: content)
  }
}
