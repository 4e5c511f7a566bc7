import CPSAuth
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import TestSupport
import Testing

/// What `audit open` says of files that are of no use; that it opens is shown by OperatePageTests.
@Suite struct AuditOpenCommandTests {
  private static let officers = Result { () throws in try SealOfficer.pair() }

  private let workstation: Workstation
  private let log: String

  /// A log whose second entry carries the sealed key of a segment.
  init() throws {
    workstation = try Workstation()
    var previous = [UInt8](repeating: 0, count: 32)
    var lines: [String] = []
    for sequence in Int64(1)...2 {
      var event = AuditEvent(sequence == 1 ? .genesis : .segment)
      event.facts["log"] = sequence == 1 ? "00ff" : nil
      event.sealedKey = sequence == 1 ? nil : [0x30, 0]
      let content = AuditEntry(
        sequence: sequence, time: Timestamp(secondsSince1970: 1_800_000_000), environment: .synthetic,
        event: event
      ).encoded()
      previous = try Digest.sha256(Array("CPSAUTH-AUDIT-V1\0".utf8) + previous + content)
      lines.append(try AuditLine(AuditRecord(sequence: sequence, content: content, hash: previous)).text())
    }
    try workstation.write(lines.joined(separator: "\n") + "\n", to: "log.jsonl")
    log = workstation.home.path("log.jsonl")
  }

  private func open(_ arguments: String...) async throws -> (status: Int32, text: String) {
    let done = try await workstation.run(
      arguments: ["audit", "open", log, "--environment", "synthetic", "--lang", "en"] + arguments)
    return (done.status, done.output + done.errors)
  }

  private func write(_ officer: SealOfficer, as name: String) throws -> (certificate: String, key: String) {
    try workstation.write(try officer.certificate.pem(), to: "\(name).pem")
    try workstation.write(try officer.key.pem(), to: "\(name).key")
    return (workstation.home.path("\(name).pem"), workstation.home.path("\(name).key"))
  }

  @Test func `the key of somebody else is told, with both files`() async throws {
    let (officer, deputy) = try Self.officers.get()
    let own = try write(officer, as: "officer")
    let other = try write(deputy, as: "deputy")
    let refused = try await open("--recipient", own.certificate, "--key", other.key)
    #expect(refused.status == 65)
    #expect(refused.text.contains("The key \(other.key) is not that of the certificate \(own.certificate)"))
    #expect(try await open("--recipient", own.certificate, "--key", own.key).status == 0)
  }

  @Test func `a key under a passphrase is told, and how to open it`() async throws {
    let own = try write(try Self.officers.get().officer, as: "officer")
    let encrypted = try await OpenSSLCommand.run(
      ["pkcs8", "-topk8", "-in", "key.pem", "-passout", "pass:secret"],
      files: ["key.pem": Array(try Data(contentsOf: URL(filePath: own.key)))])
    try workstation.write(encrypted.text, to: "encrypted.key")
    let refused = try await open(
      "--recipient", own.certificate, "--key", workstation.home.path("encrypted.key"))
    #expect(refused.status == 65)
    #expect(refused.text.contains("passphrase"))
    #expect(refused.text.contains("openssl pkey"))
  }

  @Test func `what is no certificate or no key names its file`() async throws {
    let own = try write(try Self.officers.get().officer, as: "officer")
    for (certificate, key, wrong) in [
      (own.key, own.key, own.key), (own.certificate, own.certificate, own.certificate),
    ] {
      let refused = try await open("--recipient", certificate, "--key", key)
      #expect(refused.status == 65)
      #expect(
        refused.text.contains("\(wrong), a PEM private key")
          || refused.text.contains("\(wrong), one PEM certificate"))
    }
  }

  @Test func `what is there already is not overwritten, and the disk is not blamed`() async throws {
    let target = workstation.home.path("segment.cms")
    #expect(try await open("--segment", "2", "--extract", target).status == 0)
    #expect(try Data(contentsOf: URL(filePath: target)) == Data([0x30, 0]))
    try Data("kept".utf8).write(to: URL(filePath: target))
    let refused = try await open("--segment", "2", "--extract", target)
    #expect(refused.status == 73)
    #expect(refused.text.contains("is there already"))
    #expect(try Data(contentsOf: URL(filePath: target)) == Data("kept".utf8))
    let nowhere = try await open("--segment", "2", "--extract", workstation.home.path("no/segment.cms"))
    #expect(nowhere.status == 73)
    #expect(nowhere.text.contains("could not be written"))
  }
}
