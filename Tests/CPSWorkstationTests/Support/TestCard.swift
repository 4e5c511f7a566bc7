import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import VirtualCPS

/// Fictitious cards for logins.
enum TestCard {
  static let serial = "99213845"
  static let otherSerial = "99213846"
  static let pin = "1234"
  static let notBefore = Timestamp(secondsSince1970: 1_700_000_000)
  static let notAfter = Timestamp(secondsSince1970: 1_800_000_000)
  /// A moment within the validity of the certificates.
  static let moment = Timestamp(secondsSince1970: 1_750_000_000)

  private static let keys = Result { () throws(CPSError) in
    (try PrivateKey.generateRSA(bits: 2_048), try PrivateKey.generateRSA(bits: 2_048))
  }

  static var authenticationKey: PrivateKey { get throws { try keys.get().0 } }
  static var authenticationCertificate: [UInt8] {
    get throws { try credential(try authenticationKey).certificate }
  }

  private static func credential(_ key: PrivateKey) throws -> VirtualCardMaker.Credential {
    let name = try DistinguishedName(relativeNames: [
      [NameAttribute(.commonName, .utf8, "00B6000000")], [NameAttribute(.surname, .utf8, "FICTIF")],
    ])
    let builder = CertificateBuilder(
      serialNumber: [0x11], issuer: name, subject: name, notBefore: notBefore, notAfter: notAfter,
      extensions: [])
    return .init(
      privateKey: try key.pkcs8(), certificate: try builder.der(for: key.publicKey, signedBy: key))
  }

  static func image(serial: String = serial) throws -> VirtualCardImage {
    let (authentication, signature) = try keys.get()
    let maker = try VirtualCardMaker(
      serialDigits: serial, pin: pin, puk: "87654321", signature: try credential(signature),
      authentication: try credential(authentication))
    return maker.image(.cps3)
  }

  /// The card of somebody else, with another key.
  static func imageOfSomebodyElse() throws -> VirtualCardImage {
    let (signature, authentication) = try keys.get()
    let maker = try VirtualCardMaker(
      serialDigits: otherSerial, pin: pin, puk: "87654321", signature: try credential(signature),
      authentication: try credential(authentication))
    return maker.image(.cps3)
  }

  /// A fresh card whose PIN has so many tries left.
  static func image(triesLeft: UInt8) throws -> VirtualCardImage {
    var image = try image()
    for index in image.pins.indices where image.pins[index].number == 1 {
      image.pins[index].triesLeft = triesLeft
    }
    return image
  }
}

extension VirtualCard {
  /// The tries left, as the card keeps them.
  var triesLeft: UInt8? { image.pins.first { $0.number == 1 }?.triesLeft }
}

extension ExchangeRecorder {
  /// How often the card saw a VERIFY.
  var verifications: Int { lines.count { $0.hasPrefix("> 0020") } }
}
