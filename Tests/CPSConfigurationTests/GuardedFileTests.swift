import CPSConfiguration
import CPSDiagnostics
import Foundation
import TestSupport
import Testing

/// Files that decide who may do what.
@Suite struct GuardedFileTests {
  private let folder: TemporaryDirectory
  private let path: String

  init() throws {
    folder = try TemporaryDirectory()
    path = folder.path("policy.yaml")
    try Data("version: 1\n".utf8).write(to: URL(filePath: path))
  }

  private func set(_ mode: Int, of path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  private func refusal() -> CPSError? {
    do throws(CPSError) {
      _ = try GuardedFile.bytes(at: path, atMost: 100)
      return nil
    } catch { return error }
  }

  @Test(arguments: [0o600, 0o644, 0o640, 0o400, 0o444, 0o755])
  func `what others may only read is taken`(mode: Int) throws {
    try set(mode, of: path)
    #expect(try GuardedFile.bytes(at: path, atMost: 100) == Array("version: 1\n".utf8))
    #expect(try GuardedFile.bytes(at: path, atMost: 3) == Array("ver".utf8))
  }

  @Test(arguments: [0o620, 0o602, 0o666, 0o664, 0o646, 0o777, 0o422])
  func `CA-13 what others may write is not`(mode: Int) throws {
    try set(mode, of: path)
    let error = try #require(refusal())
    #expect(error == CPSError(.configurationExposed))
    #expect(error.values == ["path": path, "detail": "mode \(String(mode, radix: 8))"])
    #expect(error.hint(in: .english).contains("chmod go-w \(path)"))
  }

  @Test(arguments: [0o777, 0o770, 0o702])
  func `CA-13 nor what others may put another file into the place of`(mode: Int) throws {
    try set(mode, of: folder.url.path)
    let error = try #require(refusal())
    #expect(error == CPSError(.configurationExposed))
    #expect(error.values["path"].map { path.hasPrefix($0 + "/") } == true)
    // Where nobody may take away what is another's, there is no such danger.
    try set(0o1777, of: folder.url.path)
    #expect(refusal() == nil)
  }

  @Test func `CA-13 behind a link it is the file that counts`() throws {
    let link = folder.path("link.yaml")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(try GuardedFile.bytes(at: link, atMost: 1).count == 1)
    try set(0o666, of: path)
    #expect(throws: CPSError(.configurationExposed)) { try GuardedFile.bytes(at: link, atMost: 1) }
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
  func `CA-13 what another user owns is not taken`() throws {
    #expect(chown(path, 65_534, 65_534) == 0)
    let error = try #require(refusal())
    #expect(error == CPSError(.configurationExposed))
    #expect(error.values["detail"] == "owner 65534")
  }

  @Test(arguments: [0o604, 0o640, 0o610, 0o700 | 0o001])
  func `what nobody else is to see is not taken where others may`(mode: Int) throws {
    try set(mode, of: path)
    #expect(throws: CPSError(.configurationInvalid)) {
      try GuardedFile.bytes(at: path, atMost: 100, isPrivate: true)
    }
    try set(0o600, of: path)
    #expect(try GuardedFile.bytes(at: path, atMost: 100, isPrivate: true) == Array("version: 1\n".utf8))
  }

  @Test func `what is not there is told so`() {
    #expect(throws: CPSError(.inputMissing)) { try GuardedFile.bytes(at: folder.path("none"), atMost: 1) }
    #expect(throws: CPSError(.inputMissing)) { try GuardedFile.bytes(at: folder.path("no/file"), atMost: 1) }
  }
}
