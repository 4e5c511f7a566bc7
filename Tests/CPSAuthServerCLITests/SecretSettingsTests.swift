import CPSAuth
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct SecretSettingsTests {
  private let folder: TemporaryDirectory
  private let random = SystemRandomSource()

  init() throws { folder = try TemporaryDirectory() }

  private func settings(_ text: String) throws(CPSError) -> SecretSettings {
    let path = folder.path("server.yaml")
    return try ConfigurationReader.read(Array(text.utf8), named: path) { reader throws(CPSError) in
      try SecretSettings(&reader, PathResolver(configuration: path))
    }
  }

  private func write(_ byte: UInt8, to name: String) throws {
    let bytes = (0..<32).map { byte ^ $0 }
    try Data(bytes).write(to: folder.url.appending(path: name))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path(name))
  }

  @Test func `two secrets in two files are read`() throws {
    try write(1, to: "a")
    try write(100, to: "b")
    try write(200, to: "c")
    let settings = try settings("{service: a, accepted: [c], audit: b, audit-epoch: x}")
    _ = try settings.serviceSecret(random: random)
    #expect(try settings.auditKey(random: random).epoch == "x")
  }

  @Test(arguments: [
    "{service: a, audit: a, audit-epoch: x}", "{service: a, accepted: [b], audit: b, audit-epoch: x}",
    "{service: a, accepted: [c, b], audit: b, audit-epoch: x, create: true}",
  ])
  func `one file for both secrets is refused where it stands`(text: String) {
    let error = #expect(throws: CPSError(.configurationInvalid)) { try settings(text) }
    #expect(error?.values["place"]?.contains("server.yaml:1:") == true)
    #expect(error?.values["detail"]?.contains("two files") == true)
  }

  @Test(arguments: [("a", "c"), ("c", "a")])
  func `a copy of the service's secret is no key of pseudonyms`(service: String, accepted: String) throws {
    for name in ["a", "b"] { try write(1, to: name) }
    try write(200, to: "c")
    let settings = try settings(
      "{service: \(service), accepted: [\(accepted)], audit: b, audit-epoch: x}")
    let error = #expect(throws: CPSError(.configurationInvalid)) { try settings.auditKey(random: random) }
    #expect(error?.values["place"] == folder.path("b"))
    #expect(error?.values["detail"]?.contains(folder.path("a")) == true)
  }

  @Test func `what is wrong with one file is not told of the other`() throws {
    try write(1, to: "b")
    let settings = try settings("{service: absent, audit: b, audit-epoch: x}")
    #expect(try settings.auditKey(random: random).epoch == "x")
    #expect(throws: CPSError(.inputMissing)) { try settings.serviceSecret(random: random) }
  }
}
