import CPSDiagnostics
import Foundation
import OpenSSLKit
import TestSupport
import VirtualCPS

/// A virtual card in a private reader, and OpenSC's tools in front of it.
final class JudgedCard: Sendable {
  /// PKCS#15 iDs (cps-card.md section 3.3).
  static let signatureID = "e828bd080f8025000001ff001001"
  static let authenticationID = "e828bd080f8025000001ff001002"

  let card: VirtualCard
  let recorder = ExchangeRecorder()
  let files: TemporaryDirectory
  private let daemon: PrivatePCSC
  private let link: VirtualReaderLink
  private let safety: SafetyGuard
  private let secrets: [String: String]

  /// Puts a card into the reader, and waits until pcscd shows it.
  ///
  /// - Parameter image: what the card holds; nil for the CPS3 of the fictitious physician.
  static func inserted(_ image: VirtualCardImage? = nil) async throws -> JudgedCard {
    let judged = try await JudgedCard(image ?? physician(.cps3))
    let answer = judged.card.answerToReset.map { String(format: "%02x", $0) }.joined(separator: ":")
    try await eventually("the card in the reader") {
      try await judged.run("opensc-tool", ["--atr"]).output.contains(answer)
    }
    judged.recorder.reset()
    return judged
  }

  /// The card of the fictitious physician, as a generation has it.
  static func physician(_ generation: VirtualCardGeneration) throws -> VirtualCardImage {
    try VirtualCardMaker(folder: folder).image(generation)
  }

  /// A certificate of that card.
  static func certificate(_ name: String) throws -> Certificate {
    try Certificate(der: [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name).der"))))
  }

  /// A private key of that card.
  static func privateKey(_ name: String) throws -> PrivateKey {
    try PrivateKey(pem: String(contentsOfFile: "\(folder)/\(name).key.pem", encoding: .utf8))
  }

  private static let folder = PackageRoot.path("Fixtures/cards/physician")

  private init(_ image: VirtualCardImage) async throws {
    files = try TemporaryDirectory()
    let file = VirtualCardImageFile(path: files.path("card.json"))
    try file.save(image)
    card = try VirtualCard(stored: file, recorder: recorder)
    secrets = [
      "CARD_PIN": "1234", "CARD_PUK": "12345678", "WRONG_PIN": "9999", "WRONG_PUK": "87654321",
      "NEW_PIN": "5678",
    ]
    daemon = try await PrivatePCSC.start()
    safety = SafetyGuard(serials: try SafetyGuard.fixtureSerials(), readerNames: Set(daemon.readerNames))
    link = VirtualReaderLink(card, to: VirtualReaderAddress(host: "127.0.0.1", port: daemon.port))
  }

  /// Takes the card out of the reader.
  func remove() async { await link.stop() }

  /// The content of a file of the contact application.
  func content(_ identifier: UInt16) -> [UInt8] {
    card.image.masterFile.directories[0].files.first { $0.identifier == identifier }?.content ?? []
  }

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

  /// Writes what a tool is to read.
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: files.path(name)))
    return files.path(name)
  }

  /// What a tool wrote; nil when it wrote nothing.
  func written(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: files.path(name)).map { [UInt8]($0) }
  }
}
