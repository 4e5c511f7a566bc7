import CPSDiagnostics
import CPSProof
import Foundation
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct BackChannelSettingsTests {
  private func settings(_ lines: String...) throws -> BackChannelSettings? {
    let folder = try ServerFolder()
    let path = try folder.configuration(audience: "https://service.example", listen: ["address: 127.0.0.1:0"])
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let section = lines.isEmpty ? "" : "\nback-channel:\n  " + lines.joined(separator: "\n  ")
    return try ServerConfiguration(Array((text + section).utf8), named: "/etc/cpsauth/server.yaml")
      .backChannel
  }

  @Test func `without the section there is none`() throws {
    #expect(try settings() == nil)
  }

  @Test func `on a socket the folder decides, on a loopback address a secret`() throws {
    let socket = try #require(
      try settings("socket: /run/cpsauth/back.sock", "permits: {infopatient.lookup: nir, dossier.read: text}")
    )
    #expect(socket.listener == .socket(path: "/run/cpsauth/back.sock"))
    #expect(socket.secret == nil)
    #expect(socket.functions == ["infopatient.lookup": .nir, "dossier.read": .text])
    let address = try #require(
      try settings("address: 127.0.0.1:8461", "secret: back", "permits: {infopatient.lookup: nir}"))
    #expect(address.listener == .loopback(host: "127.0.0.1", port: 8_461))
    #expect(address.secret == "/etc/cpsauth/back")
    // Health and figures alone are for whoever is on this machine.
    #expect(try settings("address: 127.0.0.1:8461")?.functions == [:])
  }

  @Test(arguments: [
    ["address: 127.0.0.1:8461", "permits: {infopatient.lookup: nir}"], ["permits: {infopatient.lookup: nir}"],
    ["address: 0.0.0.0:8461", "secret: back"], ["address: 192.0.2.1:8461", "secret: back"],
    ["address: 127.0.0.1:8461", "certificate: c", "key: k"], ["socket: s", "permits: {Infopatient: nir}"],
    ["socket: s", "permits: {infopatient.lookup: number}"], ["socket: s", "permits: [infopatient.lookup]"],
    ["socket: s", "permit: {}"], ["socket: s", "address: 127.0.0.1:1"],
  ])
  func `what could be reached by others, or cannot be meant, is refused with its place`(lines: [String])
    throws
  {
    let error = #expect(throws: CPSError.self) {
      switch lines.count {
      case 1: try settings(lines[0])
      case 2: try settings(lines[0], lines[1])
      default: try settings(lines[0], lines[1], lines[2])
      }
    }
    #expect(error == CPSError(.configurationInvalid))
    #expect(error?.values["place"]?.contains("server.yaml:") == true)
  }
}
