import CPSDiagnostics
import Foundation
import TestSupport
import Testing

@testable import CPSWorkstation

@Suite struct AgentPlaceTests {
  private let runtime: TemporaryDirectory
  private var place: String { runtime.path("cpsauth") }

  init() throws { runtime = try TemporaryDirectory() }

  private func open() throws(CPSError) { _ = try AgentPlace.directory(in: runtime.url.path) }

  private func mode(of path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func `the directory is made for this user alone`() throws {
    try open()
    #expect(try mode(of: place) == 0o700)
    try open()
  }

  @Test(arguments: [0o750, 0o705, 0o777])
  func `a directory that is open to others is refused`(mode: Int) throws {
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    #expect(chmod(place, mode_t(mode)) == 0)
    #expect(throws: CPSError(.agentForeign)) { try open() }
  }

  @Test func `a runtime directory that is open to others is refused`() throws {
    #expect(chmod(runtime.url.path, 0o755) == 0)
    #expect(throws: CPSError(.agentForeign)) { try open() }
  }

  @Test func `a link in the place of the directory is refused`() throws {
    let elsewhere = try TemporaryDirectory()
    try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: elsewhere.url.path)
    #expect(throws: CPSError(.agentForeign)) { try open() }
  }

  @Test func `a file in the place of the directory is refused`() throws {
    try Data().write(to: URL(filePath: place))
    #expect(throws: CPSError(.agentForeign)) { try open() }
  }

  @Test(.enabled(if: geteuid() == 0, "only the superuser can give a directory away"))
  func `a directory of another user is refused`() throws {
    try FileManager.default.createDirectory(
      atPath: place, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    #expect(chown(place, 65_534, 65_534) == 0)
    #expect(throws: CPSError(.agentForeign)) { try open() }
  }
}
