import CPSDiagnostics
import Foundation
import OpenSSLKit
import TestSupport
import VirtualCPS

/// A virtual CPS3 in a private reader, and OpenSC's tools in front of it.
final class JudgedCard: Sendable {
  /// PKCS#15 iDs (cps-card.md section 3.3).
  static let signatureID = "e828bd080f8025000001ff001001"
  static let authenticationID = "e828bd080f8025000001ff001002"

  let signature: Certificate
  let authentication: Certificate
  let card: VirtualCard
  let recorder = ExchangeRecorder()
  let files: TemporaryDirectory
  private let daemon: PrivatePCSC
  private let link: VirtualReaderLink
  private let safety: SafetyGuard
  private let secrets: [String: String]

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
    let folder = PackageRoot.path("Fixtures/cards/physician")
    signature = try Self.certificate("\(folder)/signature.der")
    authentication = try Self.certificate("\(folder)/authentication.der")
    let image = try VirtualCardMaker(folder: folder).image(.cps3)
    let file = VirtualCardImageFile(path: files.path("card.json"))
    try file.save(image)
    card = try VirtualCard(stored: file, recorder: recorder)
    secrets = [
      "CARD_PIN": image.pins[0].digits, "CARD_PUK": image.pins[1].digits, "WRONG_PIN": "9999",
      "NEW_PIN": "5678",
    ]
    daemon = try await PrivatePCSC.start()
    safety = SafetyGuard(serials: try SafetyGuard.fixtureSerials(), readerNames: Set(daemon.readerNames))
    link = VirtualReaderLink(card, to: VirtualReaderAddress(host: "127.0.0.1", port: daemon.port))
  }

  private static func certificate(_ path: String) throws -> Certificate {
    try Certificate(der: [UInt8](try Data(contentsOf: URL(filePath: path))))
  }

  /// Takes the card out of the reader.
  func remove() async { await link.stop() }

  /// Runs a tool of OpenSC on the virtual reader, named exactly.
  func run(
    _ tool: String, _ arguments: [String]
  ) async throws -> ChildProcess.Completed {
    try safety.requireVirtual(daemon.readerName)
    let reader =
      tool == "pkcs11-tool"
      ? ["--module", "opensc-pkcs11.so", "--slot-description", daemon.readerName]
      : ["--reader", daemon.readerName]
    // A PIN never stands in an argument list, which every user of the machine can read.
    let environment = daemon.environment.merging(secrets) { $1 }
    return try await ChildProcess.run(tool, reader + arguments, environment: environment)
  }
}
