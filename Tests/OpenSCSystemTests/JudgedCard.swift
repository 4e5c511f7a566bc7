import CPSDiagnostics
import CPSPrimitives
import Foundation
import OpenSSLKit
import TestSupport
import VirtualCPS

/// A virtual CPS3 in a private reader, and OpenSC's tools in front of it.
final class JudgedCard: Sendable {
  static let pin = "1234"
  static let puk = "87654321"
  static let serial = "90000001"

  /// PKCS#15 iDs (cps-card.md section 3.3).
  static let signatureID = "e828bd080f8025000001ff001001"
  static let authenticationID = "e828bd080f8025000001ff001002"

  let signatureKey: PrivateKey
  let authenticationKey: PrivateKey
  let signatureCertificate: [UInt8]
  let authenticationCertificate: [UInt8]
  let card: VirtualCard
  let recorder = ExchangeRecorder()
  let files: TemporaryDirectory
  private let daemon: PrivatePCSC
  private let link: VirtualReaderLink

  /// Makes a card, inserts it, and waits until pcscd shows it.
  static func inserted() async throws -> JudgedCard {
    let judged = try await JudgedCard()
    try await eventually("the card in the reader") {
      let answer = try await judged.run("opensc-tool", ["--atr"])
      return answer.output.contains("3b:ac:00:40:2a:00:12:25:00:64:80:00:03:10:00:90:00")
    }
    judged.recorder.reset()
    return judged
  }

  private init() async throws {
    files = try TemporaryDirectory()
    signatureKey = try .generateRSA(bits: 2_048)
    authenticationKey = try .generateRSA(bits: 2_048)
    signatureCertificate = try Self.certificate(for: signatureKey, name: "SYNTHETIC SIGN", filling: 800)
    authenticationCertificate = try Self.certificate(
      for: authenticationKey, name: "SYNTHETIC AUTH", filling: 1_512)
    let maker = try VirtualCardMaker(
      serialDigits: Self.serial, pin: Self.pin, puk: Self.puk,
      signature: .init(privateKey: signatureKey.pkcs8(), certificate: signatureCertificate),
      authentication: .init(privateKey: authenticationKey.pkcs8(), certificate: authenticationCertificate))
    let file = VirtualCardImageFile(path: files.path("card.json"))
    try file.save(maker.image(.cps3))
    card = try VirtualCard(stored: file, recorder: recorder)
    daemon = try await PrivatePCSC.start()
    link = VirtualReaderLink(card, to: VirtualReaderAddress(host: "127.0.0.1", port: daemon.port))
  }

  /// Runs a tool of OpenSC on the virtual reader, named exactly.
  func run(
    _ tool: String, _ arguments: [String], input: ChildProcess.Input = .none
  ) async throws -> ChildProcess.Completed {
    let reader =
      tool == "pkcs11-tool"
      ? ["--module", "opensc-pkcs11.so", "--slot-description", daemon.readerName]
      : ["--reader", daemon.readerName]
    // A PIN never stands in an argument list, which every user of the machine can read.
    let environment = daemon.environment.merging([
      "CARD_PIN": Self.pin, "WRONG_PIN": "9999", "NEW_PIN": "5678", "CARD_PUK": Self.puk,
    ]) { $1 }
    return try await ChildProcess.run(tool, reader + arguments, environment: environment, input: input)
  }

  private static func certificate(
    for key: PrivateKey, name: String, filling: Int
  ) throws -> [UInt8] {
    let name = try DistinguishedName(relativeNames: [[NameAttribute(.commonName, .utf8, name)]])
    let octets =
      [0x04, 0x82, UInt8(filling >> 8), UInt8(filling & 0xFF)] + [UInt8](repeating: 0x5A, count: filling)
    let builder = CertificateBuilder(
      serialNumber: [0x01], issuer: name, subject: name,
      notBefore: Timestamp(millisecondsSince1970: 1_700_000_000_000),
      notAfter: Timestamp(millisecondsSince1970: 1_900_000_000_000),
      // Real certificates of CPS cards are about 2,200 bytes long: an OCTET STRING fills this one up.
      extensions: [CertificateExtension("1.2.250.1.999.1", value: octets)])
    return try builder.der(for: key.publicKey, signedBy: key)
  }
}
