import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct SecretFileTests {
  private let folder: TemporaryDirectory
  private let random = SystemRandomSource()

  init() throws { folder = try TemporaryDirectory() }

  private func mode(_ path: String) throws -> Int? {
    (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
  }

  @Test func `a secret that is missing is made once, for its owner alone`() throws {
    let path = folder.path("deep/secret")
    let first = try SecretFile.read(at: path, isCreated: true, random: random)
    let length = first.count
    #expect(length == 32)
    #expect(try mode(path) == 0o600)
    #expect(try mode(folder.path("deep")) == 0o700)
    let contents = try Data(contentsOf: URL(filePath: path))
    _ = try SecretFile.read(at: path, isCreated: true, random: random)
    #expect(try Data(contentsOf: URL(filePath: path)) == contents)
  }

  @Test func `a secret that is missing is told when it is not to be made`() {
    #expect(throws: CPSError(.inputMissing)) {
      _ = try SecretFile.read(at: folder.path("none"), isCreated: false, random: random)
    }
  }

  @Test func `a credential that systemd does not show is not made in its place`() {
    let path = PathResolver(configuration: folder.path("server.yaml"), credentials: nil)
      .resolve("credential:service")
    #expect(throws: CPSError(.inputMissing)) {
      _ = try SecretFile.read(at: path, isCreated: true, random: random)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: [
    (0o400, true), (0o440, true), (0o640, true), (0o444, false), (0o460, false), (0o441, false),
  ])
  func `a credential of systemd may show the mask of an access list where the group's rights are`(
    mode: Int, isRead: Bool
  ) throws {
    let path = folder.path("credentials/service")
    _ = try SecretFile.read(at: path, isCreated: true, random: random)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    func read(_ credentials: String?) throws(CPSError) {
      _ = try SecretFile.read(at: path, isCreated: false, random: random, credentials: credentials)
    }
    if isRead {
      try read(folder.path("credentials"))
    } else {
      #expect(throws: CPSError(.configurationInvalid)) { try read(folder.path("credentials")) }
    }
    // Anywhere else the file is judged as any other.
    guard mode & 0o077 != 0 else { return }
    #expect(throws: CPSError(.configurationInvalid)) { try read(folder.path("cred")) }
    #expect(throws: CPSError(.configurationInvalid)) { try read(nil) }
  }

  @Test(arguments: [0o644, 0o640, 0o620, 0o604])
  func `a secret that others may read is refused`(mode: Int) throws {
    let path = folder.path("secret")
    try Data(repeating: 7, count: 32).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(throws: CPSError(.configurationInvalid)) {
      _ = try SecretFile.read(at: path, isCreated: true, random: random)
    }
  }

  @Test func `a folder, a link and a failing source are refused`() throws {
    #expect(throws: CPSError(.configurationInvalid)) {
      _ = try SecretFile.read(at: folder.url.path, isCreated: false, random: random)
    }
    let target = folder.path("target")
    _ = try SecretFile.read(at: target, isCreated: true, random: random)
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: target)
    #expect(throws: CPSError(.inputMissing)) {
      _ = try SecretFile.read(at: folder.path("link"), isCreated: false, random: random)
    }
    #expect(throws: CPSError(.randomnessUnavailable)) {
      _ = try SecretFile.read(at: folder.path("new"), isCreated: true, random: SilentRandomSource())
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("new")))
  }

  @Test(arguments: [
    "x", "zz", String(repeating: "0", count: 64), String(repeating: "g", count: 64) + "  name",
    String(repeating: "0", count: 64) + "  ok\n\nbad",
  ])
  func `a list of fingerprints is refused with its line`(text: String) throws {
    let path = folder.path("pins")
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(throws: CPSError(.configurationInvalid)) { try PinsFile.fingerprints(at: path) }
  }
}
