import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SmartCard
import TestSupport
import VirtualCPS

/// Virtual cards of fictitious people, and what a service would ask them to sign.
enum TestCards {
  static let serial = "99213845"
  static let otherSerial = "99213846"
  static let pin = "1234"

  private static let keys = Result { () throws(CPSError) in
    (
      authentication: try PrivateKey.generateRSA(bits: 2_048),
      signature: try PrivateKey.generateRSA(bits: 2_048),
      stranger: try PrivateKey.generateRSA(bits: 2_048)
    )
  }

  static var authenticationKey: PrivateKey { get throws(CPSError) { try keys.get().authentication } }
  static var signatureKey: PrivateKey { get throws(CPSError) { try keys.get().signature } }
  static var strangerKey: PrivateKey { get throws(CPSError) { try keys.get().stranger } }

  /// A self-signed certificate of exactly `length` bytes: an extension that nobody knows fills it.
  static func certificate(of key: PrivateKey, length: Int) throws(CPSError) -> [UInt8] {
    try SizedCertificate.der(of: key, length: length)
  }

  /// A fresh card whose authentication certificate has `length` bytes.
  static func image(
    _ generation: VirtualCardGeneration = .cps3, serial: String = serial, length: Int = 1_328,
    traits: VirtualCardTraits? = nil
  ) throws(CPSError) -> VirtualCardImage {
    var image = try image(
      generation, serial: serial, certificate: certificate(of: authenticationKey, length: length))
    image.traits = traits
    return image
  }

  /// A fresh card with whatever bytes as its authentication certificate.
  static func image(
    _ generation: VirtualCardGeneration = .cps3, serial: String = serial, certificate: [UInt8],
    key: PrivateKey? = nil
  ) throws(CPSError) -> VirtualCardImage {
    let authenticationKey = if let key { key } else { try authenticationKey }
    let maker = try VirtualCardMaker(
      serialDigits: serial, pin: pin, puk: "87654321",
      signature: .init(
        privateKey: try signatureKey.pkcs8(),
        certificate: try Self.certificate(of: signatureKey, length: 1_500)),
      authentication: .init(privateKey: try authenticationKey.pkcs8(), certificate: certificate))
    return maker.image(generation)
  }

  /// The transcript of a login, as a workstation would make it.
  @Sendable static func transcript(
    _ certificate: [UInt8], _ algorithm: ProofAlgorithm
  ) throws(CPSError) -> Transcript {
    try Transcript(
      environment: .synthetic, algorithm: algorithm, audience: try Audience("https://service.example"),
      nonce: try Nonce(Array(0x20..<0x40)), purpose: .login, function: nil, subject: nil,
      keyThumbprint: try KeyThumbprint([UInt8](repeating: 0x17, count: 32)), certificate: certificate)
  }

  static func pin(_ digits: String = pin) throws(CPSError) -> PIN {
    try PIN(try SecretBytes(copying: Array(digits.utf8)))
  }
}

extension VirtualCardImage {
  /// The same card with another content in one file of its contact application.
  func replacing(_ identifier: UInt16, with content: [UInt8]) -> VirtualCardImage {
    var image = self
    for index in image.masterFile.directories[0].files.indices
    where image.masterFile.directories[0].files[index].identifier == identifier {
      image.masterFile.directories[0].files[index].content = content
    }
    return image
  }

  /// The same card with another content in one file of its master file.
  func replacingInMasterFile(_ identifier: UInt16, with content: [UInt8]) -> VirtualCardImage {
    var image = self
    for index in image.masterFile.files.indices where image.masterFile.files[index].identifier == identifier {
      image.masterFile.files[index].content = content
    }
    return image
  }

  /// The content of one file of the contact application.
  func content(_ identifier: UInt16) -> [UInt8] {
    masterFile.directories[0].files.first { $0.identifier == identifier }?.content ?? []
  }
}
