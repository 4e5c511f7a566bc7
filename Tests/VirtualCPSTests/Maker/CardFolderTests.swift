import CPSDiagnostics
import CPSPrimitives
import Foundation
import OpenSSLKit
import SmartCard
import TestSupport
import Testing

@testable import VirtualCPS

/// Cards made from the folders of the fixtures.
@Suite struct CardFolderTests {
  private static let names = [
    "compact", "contactless", "cps4", "cps4-rc", "cps4-t0", "expired", "nurse", "pharmacist", "physician",
    "revoked", "signature-for-authentication",
  ]

  private static func folder(_ name: String) -> String { PackageRoot.path("Fixtures/cards/\(name)") }

  @Test(arguments: names)
  func `every fictitious person has a card that signs`(name: String) throws {
    let bench = try Bench(VirtualCardMaker(folder: Self.folder(name)).image(.cps3))
    let der = [UInt8](try Data(contentsOf: URL(filePath: Self.folder(name) + "/authentication.der")))
    let message = Array("message".utf8)
    try bench.selectApplication()
    try bench.presentPIN()
    #expect(try bench.send("002241A406800102840182") == "9000")
    let information =
      "3031300d060960864801650304020105000420" + Hexadecimal.encode(try Digest.sha256(message))
    #expect(try bench.send("0088000033" + information) == "6100")
    let answer = try bench.send("00C0000000")
    let signature = try #require(Hexadecimal.decode(String(answer.dropLast(4))))
    let key = try Certificate(der: der).publicKey
    #expect(try key.isValid(signature: signature, for: message, algorithm: .rs256))
    let file = bench.card.image.masterFile.directories[0].files.first { $0.identifier == 0xD002 }
    #expect(file?.content == der)
  }

  @Test func `the guard of the tests knows every one of them`() throws {
    let serials = try Self.names.map {
      try VirtualCardMaker(folder: Self.folder($0)).image(.cps3).serialDigits
    }
    #expect(try Set(serials) == SafetyGuard.fixtureSerials())
  }

  @Test func `PIN and PUK may be chosen`() throws {
    let image = try VirtualCardMaker(folder: Self.folder("nurse"), pin: "4711", puk: "00000000").image(.cps3)
    #expect(image.pins.map(\.digits) == ["4711", "00000000"])
  }

  @Test func `the certificate of another key is refused`() throws {
    let folder = try Self.copy()
    try FileManager.default.removeItem(atPath: folder.path("authentication.der"))
    try FileManager.default.copyItem(
      atPath: Self.folder("nurse") + "/authentication.der", toPath: folder.path("authentication.der"))
    #expect(throws: CPSError(.virtualCardProfileInvalid)) { try VirtualCardMaker(folder: folder.url.path) }
  }

  @Test(arguments: ["card.json", "signature.der", "signature.key.pem", "authentication.der"])
  func `a missing file is told`(name: String) throws {
    let folder = try Self.copy()
    try FileManager.default.removeItem(atPath: folder.path(name))
    #expect(throws: CPSError(.inputMissing)) { try VirtualCardMaker(folder: folder.url.path) }
  }

  @Test(arguments: [
    ("card.json", Diagnostic.virtualCardProfileInvalid), ("signature.der", .certificateMalformed),
    ("authentication.key.pem", .keyMalformed),
  ])
  func `a broken file is told`(name: String, diagnostic: Diagnostic) throws {
    let folder = try Self.copy()
    try Data("broken".utf8).write(to: URL(filePath: folder.path(name)))
    #expect(throws: CPSError(diagnostic)) { try VirtualCardMaker(folder: folder.url.path) }
  }

  private static func copy() throws -> TemporaryDirectory {
    let target = try TemporaryDirectory()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder("physician")) {
      try FileManager.default.copyItem(atPath: folder("physician") + "/" + name, toPath: target.path(name))
    }
    return target
  }
}
