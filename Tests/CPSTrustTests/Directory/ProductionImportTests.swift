import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Foundation
import TestSupport
import Testing

/// The nine real authorities, where the reference data is.
@Suite(
  .enabled(if: SharedData.isPresent, "the reference data ../shared/data is not beside this checkout"))
struct ProductionImportTests {
  private static let now = moment("2026-11-21T12:00:00Z")
  static let files = (try? SharedData.names(in: "prod-ca")) ?? []

  @Test func theFolderOfTheNineIsTakenInWhole() throws {
    let folder = try TemporaryDirectory()
    let store = TrustDirectory(path: folder.path("trust"), pins: .production)
    let result = try store.importItem(at: SharedData.path("prod-ca"), at: Self.now)
    #expect(result.imported.count == 9)
    #expect(result.refused.isEmpty)
    let records = try store.authorities()
    #expect(records.count == 9)
    for record in records { #expect(record.isPresent) }
    #expect(records.map(\.name).contains("FORT PERSONNES"))
    #expect(records.compactMap(\.expiry).min() == moment("2033-06-24T00:00:00Z"))
    let loaded = try store.load(at: Self.now)
    #expect(loaded.faults.isEmpty)
    #expect(loaded.book.anchors.environment == .production)
    #expect(loaded.book.anchors.authorities.count == 9)
    for state in loaded.book.states(at: Self.now) { #expect(state.standing == .missing) }
  }

  @Test(arguments: files)
  func `CA-13 a real authority is taken in, and refused with any one byte changed`(file: String) throws {
    let folder = try TemporaryDirectory()
    let store = TrustDirectory(path: folder.path("trust"), pins: .production)
    let bytes = try SharedData.bytes("prod-ca/\(file)")
    // Every 13th byte reaches each field of the certificate and keeps the test short.
    for position in stride(from: 0, to: bytes.count, by: 13) {
      var changed = bytes
      changed[position] ^= 0x01
      let copy = folder.path("changed.cer")
      try Data(changed).write(to: URL(filePath: copy))
      let error = #expect(throws: CPSError.self) { try store.importItem(at: copy, at: Self.now) }
      #expect([CPSError(.anchorNotPinned), CPSError(.certificateMalformed)].contains(error))
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("trust")))
    #expect(
      try store.importItem(at: SharedData.path("prod-ca/\(file)"), at: Self.now).imported.count == 1)
  }

  @Test(arguments: files)
  func aCutOrLengthenedAuthorityIsRefused(file: String) throws {
    let folder = try TemporaryDirectory()
    let store = TrustDirectory(path: folder.path("trust"), pins: .production)
    let bytes = try SharedData.bytes("prod-ca/\(file)")
    for changed in [Array(bytes.dropLast()), bytes + [0], [], [0x30]] {
      let copy = folder.path("changed.cer")
      try Data(changed).write(to: URL(filePath: copy))
      #expect(throws: CPSError(.certificateMalformed)) { try store.importItem(at: copy, at: Self.now) }
    }
  }

  @Test func anAuthorityInPEMIsTheSame() throws {
    let folder = try TemporaryDirectory()
    let store = TrustDirectory(path: folder.path("trust"), pins: .production)
    let armour = try SharedData.bytes("prod-ca/ACR_FORT_20130625.cer")
    let text =
      "a remark\n-----BEGIN CERTIFICATE-----\n"
      + Data(armour).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
      + "\n-----END CERTIFICATE-----\n"
    try Data(text.utf8).write(to: URL(filePath: folder.path("root.pem")))
    let result = try store.importItem(at: folder.path("root.pem"), at: Self.now)
    #expect(result.imported == [.authority("RACINE FORT", expiry: moment("2033-06-25T00:00:00Z"))])
  }

  @Test(arguments: (try? SharedData.names(in: "test-ca")) ?? [])
  func `CA-07 an authority of the test tree does not enter production`(file: String) throws {
    let folder = try TemporaryDirectory()
    let store = TrustDirectory(path: folder.path("trust"), pins: .production)
    #expect(throws: CPSError(.anchorNotPinned)) {
      try store.importItem(at: SharedData.path("test-ca/\(file)"), at: Self.now)
    }
  }

  @Test func `CA-07 an administrator cannot pin production as test`() throws {
    let production = "53d30a19570826bde0c0762501f1f1c7a659f976c6c023123df5239df34a4eea"
    #expect(throws: CPSError(.configurationInvalid)) { try TrustPins.test([production]) }
    #expect(throws: CPSError(.configurationInvalid)) { try TrustPins.synthetic([production.uppercased()]) }
  }

  @Test func `CA-07 a test authority pinned as synthetic is refused by its name`() throws {
    let folder = try TemporaryDirectory()
    let file = "test-ca/TEST-ACR-STANDARD.der"
    let fingerprint = "d6059a88efd603fe"
    let bytes = try SharedData.bytes(file)
    let full = try Fingerprint.sha256(bytes)
    #expect(full.hasPrefix(fingerprint))
    let asTest = TrustDirectory(path: folder.path("test"), pins: try TrustPins.test([full]))
    #expect(try asTest.importItem(at: SharedData.path(file), at: Self.now).imported.count == 1)
    let asSynthetic = TrustDirectory(path: folder.path("other"), pins: try TrustPins.synthetic([full]))
    #expect(throws: CPSError(.anchorEnvironment)) {
      try asSynthetic.importItem(at: SharedData.path(file), at: Self.now)
    }
  }

  @Test func aStoreWithoutTheAuthoritiesOfCPSDoesNotLoad() throws {
    let folder = try TemporaryDirectory()
    let store = TrustDirectory(path: folder.path("trust"), pins: .production)
    #expect(throws: CPSError(.authorityMissing)) { try store.load(at: Self.now) }
    _ = try store.importItem(at: SharedData.path("prod-ca/ACR_FORT_20130625.cer"), at: Self.now)
    #expect(throws: CPSError(.authorityMissing)) { try store.load(at: Self.now) }
    #expect(try store.authorities().filter(\.isPresent).count == 1)
  }

  @Test func aStoredFileThatWasChangedIsNotLoaded() throws {
    let folder = try TemporaryDirectory()
    let store = TrustDirectory(path: folder.path("trust"), pins: .production)
    _ = try store.importItem(at: SharedData.path("prod-ca"), at: Self.now)
    let authorities = folder.path("trust/authorities")
    let first = try #require(try FileManager.default.contentsOfDirectory(atPath: authorities).sorted().first)
    let file = URL(filePath: "\(authorities)/\(first)")
    var bytes = Array(try Data(contentsOf: file))
    bytes[bytes.count - 1] ^= 1
    try Data(bytes).write(to: file)
    #expect(throws: CPSError(.anchorNotPinned)) { try store.load(at: Self.now) }
  }
}
