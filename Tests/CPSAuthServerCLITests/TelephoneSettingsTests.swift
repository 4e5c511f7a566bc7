import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct TelephoneSettingsTests {
  private let folder: TemporaryDirectory
  private let random = SystemRandomSource()

  init() throws { folder = try TemporaryDirectory() }

  private var secrets: SecretSettings {
    SecretSettings(
      service: folder.path("service"), accepted: [folder.path("old")], audit: folder.path("audit"),
      auditEpoch: "x", areCreated: false)
  }

  private func settings(_ text: String) throws(CPSError) -> TelephoneSettings {
    let path = folder.path("server.yaml")
    let secrets = secrets
    return try ConfigurationReader.read(Array(text.utf8), named: path) { reader throws(CPSError) in
      try TelephoneSettings(&reader, besides: secrets, PathResolver(configuration: path))
    }
  }

  private func ring(_ text: String, isCreated: Bool = false) throws -> TelephoneKeyRing {
    try settings(text).ring(besides: secrets.all, isCreated: isCreated, random: random)
  }

  private func write(_ byte: UInt8, to name: String, mode: Int = 0o600) throws {
    try Data((0..<32).map { byte ^ $0 }).write(to: folder.url.appending(path: name))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path(name))
  }

  @Test func `a section with a key and an epoch is enough`() throws {
    let read = try settings("{key: t, epoch: e}")
    #expect(read.key == folder.path("t"))
    #expect(!read.isCreated)
    #expect(read.limits == .standard)
    try write(1, to: "t")
    #expect(try ring("{key: t, epoch: e}").present.epoch == "e")
  }

  @Test func `former keys and limits are read`() throws {
    let read = try settings(
      """
      {key: t, epoch: e, create: true, former: {"2026-05": u}, failures-per-hour: 7,
       agents: {checks-per-hour: 3, checks-per-day: 4, failures-per-hour: 1, failures-per-day: 2}}
      """)
    #expect(read.former == [.init(epoch: "2026-05", path: folder.path("u"))])
    #expect(read.isCreated)
    #expect(
      read.limits
        == (try TelephoneLimits(
          checksPerHour: 3, checksPerDay: 4, failuresPerHour: 1, failuresPerDay: 2, burstPerHour: 7)))
    #expect(try settings("{key: t, epoch: e, failures-per-hour: 7}").limits.burstPerHour == 7)
    #expect(try settings("{key: t, epoch: e, agents: {checks-per-hour: 3}}").limits.checksPerDay == 100)
  }

  @Test(arguments: [
    "{}", "{key: t}", "{epoch: e}", "{key: t, epoch: e, more: 1}", "{key: service, epoch: e}",
    "{key: audit, epoch: e}", "{key: old, epoch: e}", "{key: t, epoch: e, former: {f: t}}",
    "{key: t, epoch: e, former: {f: audit}}", "{key: t, epoch: e, former: {f: u, g: u}}",
    "{key: t, epoch: e, agents: {checks-per-hour: 0}}", "{key: t, epoch: e, agents: {checks-per-hour: 101}}",
    "{key: t, epoch: e, agents: {checks-per-week: 1}}", "{key: t, epoch: e, failures-per-hour: 0}",
    "{key: t, epoch: e, agents: {failures-per-hour: 11}}", "{key: t, epoch: e, agents: 3}",
  ])
  func `a section that cannot be meant is refused where it stands`(text: String) {
    let error = #expect(throws: CPSError(.configurationInvalid)) { try settings(text) }
    #expect(error?.values["place"]?.contains("server.yaml:1:") == true)
  }

  @Test(arguments: ["service", "audit", "old"])
  func `a copy of another secret is no key of the telephone check`(name: String) throws {
    for other in ["service", "audit", "old"] { try write(UInt8(other.utf8.count) &* 40, to: other) }
    try Data(contentsOf: folder.url.appending(path: name)).write(to: folder.url.appending(path: "t"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path("t"))
    let error = #expect(throws: CPSError(.configurationInvalid)) { try ring("{key: t, epoch: e}") }
    #expect(error?.values["place"] == folder.path("t"))
    #expect(error?.values["detail"]?.contains(folder.path(name)) == true)
    try write(1, to: "present")
    #expect(throws: CPSError(.configurationInvalid)) { try ring("{key: present, epoch: e, former: {f: t}}") }
  }

  @Test func `a key is made where that is wished, for its owner alone, and a former one never`() throws {
    #expect(throws: CPSError(.inputMissing)) { try ring("{key: t, epoch: e}") }
    #expect(throws: CPSError(.inputMissing)) {
      try ring("{key: t, epoch: e, former: {f: u}}", isCreated: true)
    }
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path("t"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
    _ = try ring("{key: t, epoch: e}")
  }

  @Test func `a key that others may read, and one key in two epochs, are refused`() throws {
    try write(1, to: "t", mode: 0o640)
    #expect(throws: CPSError(.configurationInvalid)) { try ring("{key: t, epoch: e}") }
    try write(1, to: "t")
    try write(1, to: "u")
    #expect(throws: CPSError(.configurationInvalid)) { try ring("{key: t, epoch: e, former: {f: u}}") }
  }
}
