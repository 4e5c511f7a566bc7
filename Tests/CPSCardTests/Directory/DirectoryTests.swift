import CPSDiagnostics
import Testing
import VirtualCPS

@testable import CPSCard

/// Cards that say in other ways, or wrongly, where their objects lie.
@Suite struct DirectoryTests {
  private typealias Encoding = DirectoryEncoding
  private static let authenticationFile = DirectoryEncoding.path([0x3F, 0x00, 0x00, 0x01, 0xD0, 0x02])

  /// A login with the card whose file `identifier` has this content.
  private func logIn(_ identifier: UInt16, _ content: [UInt8]) throws -> CardAuthentication {
    let bench = try Bench(TestCards.image().replacing(identifier, with: content))
    return try bench.authenticate(try bench.prepare())
  }

  private func logIn(directory: [UInt8]) throws -> CardAuthentication {
    let bench = try Bench(TestCards.image().replacingInMasterFile(0x2F00, with: directory))
    return try bench.authenticate(try bench.prepare())
  }

  @Test func `paths may be relative to the application`() throws {
    _ = try logIn(0x5031, Encoding.objectDirectory([]))
    _ = try logIn(0x7004, Encoding.certificate(value: Encoding.path([0xD0, 0x02])))
  }

  @Test func `an application without a path is selected by its name`() throws {
    let directory = Encoding.record(Encoding.application, path: nil)
    _ = try logIn(directory: directory)
    let image = try TestCards.image().replacingInMasterFile(0x2F00, with: directory)
      .replacing(0x5031, with: Encoding.objectDirectory([]))
    let bench = try Bench(image)
    #expect(try bench.authenticate(try bench.prepare()).publicData.application == .name(Encoding.application))
    _ = try bench.authenticate(try bench.prepare())
  }

  @Test func `directory files may be filled up`() throws {
    let odf = Encoding.objectDirectory([0x3F, 0x00, 0x00, 0x01])
    _ = try logIn(0x5031, odf + [UInt8](repeating: 0x00, count: 300))
    _ = try logIn(0x5031, odf + [UInt8](repeating: 0xFF, count: 40))
  }

  @Test func `objects of other kinds are let be`() throws {
    let elliptic = Encoding.object(0xA0, [0x30, 0x00])
    _ = try logIn(0x7002, elliptic + Encoding.key(usage: Encoding.signing))
    _ = try logIn(0x5031, Encoding.objectDirectory([0x3F, 0x00, 0x00, 0x01]) + [0xA7, 0x00])
  }

  @Test(arguments: [
    [],
    record(application, path: [0x3F, 0x00, 0x00, 0x01])
      + record(application, path: [0x3F, 0x00, 0x00, 0x02]),
    record([0xA0, 0x00], path: [0x3F, 0x00, 0x00, 0x01]),
  ])
  func `HC-12 an application that is absent or doubled is refused`(directory: [UInt8]) {
    #expect(throws: CPSError(.cardIncomplete)) { try logIn(directory: directory) }
  }

  private static let application = DirectoryEncoding.application
  private static func record(_ name: [UInt8], path: [UInt8]) -> [UInt8] {
    DirectoryEncoding.record(name, path: path)
  }

  @Test(arguments: [[0x3F], [], [UInt8](repeating: 0x3F, count: 18)] as [[UInt8]])
  func `a path that is none is refused`(path: [UInt8]) {
    #expect(throws: CPSError(.malformedTLV)) {
      try logIn(0x5031, Encoding.object(0xA0, Encoding.path(path)))
    }
  }

  @Test func `a path that leads nowhere is refused by name`() {
    let error = #expect(throws: CPSError(.cardIncomplete)) {
      try logIn(0x7004, Encoding.certificate(value: Encoding.path([0xD0, 0x7F])))
    }
    #expect(error?.values["element"] == "3f000001d07f")
  }

  @Test(
    arguments: [[], [0x30, 0x00], [0x30, 0x02, 0x30, 0x00], [0x30, 0x80], [0x30, 0x84, 0xFF]] as [[UInt8]])
  func `HC-12 a key directory without a usable entry is refused`(content: [UInt8]) {
    #expect(throws: CPSError.self) { try logIn(0x7002, content) }
  }

  @Test func `HC-30 two authentication keys are told apart by label or not at all`() throws {
    let key = Encoding.key(usage: Encoding.signing)
    let unlabelled = Encoding.key("Autre", identifier: [0x55], usage: Encoding.signing)
    _ = try logIn(0x7002, unlabelled + key)
    #expect(throws: CPSError(.cardIncomplete)) { try logIn(0x7002, key + key) }
    #expect(throws: CPSError(.cardIncomplete)) { try logIn(0x7002, unlabelled + unlabelled) }
  }

  @Test func `HC-30 two certificates of the authentication key are refused`() {
    let certificate = Encoding.certificate(value: Self.authenticationFile)
    let error = #expect(throws: CPSError(.cardIncomplete)) { try logIn(0x7004, certificate + certificate) }
    #expect(error?.values["element"] == "CDF")
  }

  @Test func `the signature key never logs in`() {
    #expect(throws: CPSError(.cardIncomplete)) {
      try logIn(0x7002, Encoding.key("CPS_PRIV_AUT", usage: Encoding.nonRepudiation))
    }
  }

  @Test func `a key without a certificate, a PIN or a reference is refused`() {
    for key in [
      Encoding.key(identifier: [0x55], usage: Encoding.signing),
      Encoding.key(usage: Encoding.signing, pin: [0x09]),
      Encoding.key(usage: Encoding.signing, reference: [0x01, 0x82]),
    ] {
      #expect(throws: CPSError(.cardIncomplete)) { try logIn(0x7002, key) }
    }
  }

  @Test func `a certificate outside of files is refused`() {
    let direct = Encoding.certificate(value: Encoding.object(0xA0, [0x30, 0x00]))
    #expect(throws: CPSError(.cardIncomplete)) { try logIn(0x7004, direct) }
  }
}
