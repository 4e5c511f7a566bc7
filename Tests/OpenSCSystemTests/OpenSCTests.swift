import Foundation
import OpenSSLKit
import TestSupport
import Testing
import VirtualCPS

/// OpenSC as judge: a client that nobody here wrote, before the virtual card under a real pcscd.
@Suite struct OpenSCTests {
  private static let message = Array("what the card is to sign".utf8)

  /// DigestInfo of SHA-256 (RFC 8017, clause 9.2, note 1): this key takes it made by the host.
  private static func digestInfo() throws -> [UInt8] {
    [
      0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
      0x04,
      0x20,
    ] + (try Digest.sha256(message))
  }

  private static let login = ["--login", "--pin", "env:CARD_PIN"]

  @Test func `the card is taken for IAS-ECC`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await judged.run("opensc-tool", ["--name"])
    #expect(answer.outcome == .exited(0))
    #expect(answer.output.trimmingCharacters(in: .whitespacesAndNewlines) == "IAS-ECC")
  }

  @Test func `both keys, both certificates, PIN and PUK are listed`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await judged.run("pkcs15-tool", ["--dump"])
    #expect(answer.outcome == .exited(0))
    for expected in [
      "Private RSA Key [CPS_PRIV_SIG]", "Private RSA Key [CPS_PRIV_AUT]", "Key ref        : 129 (0x81)",
      "Key ref        : 130 (0x82)", "X.509 Certificate [Certificat de Signature CPS]",
      "X.509 Certificate [Certificat d'Authentification CPS]", "PIN [Code porteur]",
      "PIN [Code de deblocage]", "Data object 'CPS_DATA'", "Serial number  : 000001980001017F",
      "ID             : \(JudgedCard.signatureID)", "ID             : \(JudgedCard.authenticationID)",
    ] {
      #expect(answer.output.contains(expected), "\(expected)")
    }
  }

  @Test func `the certificates are read byte for byte`() async throws {
    let judged = try await JudgedCard.inserted()
    for (identifier, expected) in [
      (JudgedCard.signatureID, judged.signature),
      (JudgedCard.authenticationID, judged.authentication),
    ] {
      let answer = try await judged.run("pkcs15-tool", ["--read-certificate", identifier])
      #expect(answer.outcome == .exited(0))
      #expect(try Certificate.all(inPEM: answer.output).map(\.der) == [expected.der])
    }
  }

  @Test func `a signature of the authentication key is verified by openssl`() async throws {
    let judged = try await JudgedCard.inserted()
    try Data(Self.digestInfo()).write(to: URL(filePath: judged.files.path("digest-info")))
    let answer = try await judged.run(
      "pkcs11-tool",
      Self.login + [
        "--sign", "--mechanism", "RSA-PKCS", "--id", JudgedCard.authenticationID, "--input-file",
        judged.files.path("digest-info"), "--output-file", judged.files.path("signature"),
      ])
    #expect(answer.outcome == .exited(0), "\(answer.errors)")
    #expect(try await verify(judged, by: judged.authentication.publicKey) == .exited(0))
    #expect(try await verify(judged, by: judged.signature.publicKey) == .exited(1))
    #expect(judged.card.image.pins[0].triesLeft == 3)
  }

  private func verify(_ judged: JudgedCard, by key: PublicKey) async throws -> ChildProcess.Outcome {
    let files = judged.files
    try Data(key.subjectPublicKeyInfo).write(to: URL(filePath: files.path("public-key")))
    try Data(Self.message).write(to: URL(filePath: files.path("message")))
    let answer = try await ChildProcess.run(
      "openssl",
      [
        "dgst", "-sha256", "-keyform", "DER", "-verify", files.path("public-key"), "-signature",
        files.path("signature"), files.path("message"),
      ])
    return answer.outcome
  }

  @Test func `what openssl encrypts for the authentication key is opened`() async throws {
    let judged = try await JudgedCard.inserted()
    let files = judged.files
    let key = judged.authentication.publicKey.subjectPublicKeyInfo
    try Data(key).write(to: URL(filePath: files.path("public-key")))
    try Data(Self.message).write(to: URL(filePath: files.path("message")))
    let encryption = try await ChildProcess.run(
      "openssl",
      [
        "pkeyutl", "-encrypt", "-pubin", "-keyform", "DER", "-inkey", files.path("public-key"), "-in",
        files.path("message"), "-out", files.path("cryptogram"),
      ])
    #expect(encryption.outcome == .exited(0))
    let answer = try await judged.run(
      "pkcs11-tool",
      Self.login + [
        "--decrypt", "--mechanism", "RSA-PKCS", "--id", JudgedCard.authenticationID, "--input-file",
        files.path("cryptogram"), "--output-file", files.path("plain"),
      ])
    #expect(answer.outcome == .exited(0), "\(answer.errors)")
    #expect([UInt8](try Data(contentsOf: URL(filePath: files.path("plain")))) == Self.message)
  }

  @Test func `a wrong PIN spends one try, opens nothing, and is in the file at once`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await judged.run("pkcs11-tool", ["--login", "--pin", "env:WRONG_PIN", "--list-objects"])
    #expect(answer.outcome == .exited(1))
    #expect(answer.errors.contains("CKR_PIN_INCORRECT"))
    #expect(try VirtualCardImageFile(path: judged.files.path("card.json")).load().pins[0].triesLeft == 2)
  }

  @Test func `three wrong PINs block, the PUK unblocks, and the new PIN is changed back`() async throws {
    let judged = try await JudgedCard.inserted()
    for left: UInt8 in [2, 1, 0] {
      _ = try await judged.run("pkcs11-tool", ["--login", "--pin", "env:WRONG_PIN", "--list-objects"])
      #expect(judged.card.image.pins[0].triesLeft == left)
    }
    let blocked = try await judged.run("pkcs11-tool", Self.login + ["--list-objects"])
    #expect(blocked.outcome == .exited(1))
    #expect(blocked.errors.contains("CKR_PIN_LOCKED"))

    let unblocking = try await judged.run(
      "pkcs15-tool",
      ["--unblock-pin", "--auth-id", "01", "--puk", "env:CARD_PUK", "--new-pin", "env:NEW_PIN"])
    #expect(unblocking.outcome == .exited(0), "\(unblocking.errors)")
    #expect(judged.card.image.pins[0].triesLeft == 3)
    #expect(judged.card.image.pins[1].usesLeft == 99)

    let change = try await judged.run(
      "pkcs11-tool", ["--change-pin", "--pin", "env:NEW_PIN", "--new-pin", "env:CARD_PIN"])
    #expect(change.outcome == .exited(0), "\(change.errors)")
    #expect(try await judged.run("pkcs11-tool", Self.login + ["--list-objects"]).outcome == .exited(0))
  }

  /// OpenSC 0.23 built with OpenSSL 3 has no partial digest, which this key wants (cps-card.md section 6.5):
  /// all else of its own test passes.
  @Test func `the judge's own test finds nothing but its own gap`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await judged.run("pkcs11-tool", Self.login + ["--test"])
    let report = answer.output + answer.errors
    #expect(report.contains("testing key 1 (CPS_PRIV_AUT) with 1 mechanism\n    RSA-PKCS: OK"))
    #expect(report.contains("SHA1-RSA-PKCS:   ERR: C_Sign() returned CKR_FUNCTION_NOT_SUPPORTED"))
    #expect(report.contains("1 errors"))
  }

  @Test func `a card that was taken out is gone`() async throws {
    let judged = try await JudgedCard.inserted()
    await judged.remove()
    try await eventually("the empty reader") {
      let answer = try await judged.run("opensc-tool", ["--atr"])
      return answer.outcome != .exited(0) && answer.errors.contains("Card not present")
    }
  }

  @Test func `without the PIN nothing is signed`() async throws {
    let judged = try await JudgedCard.inserted()
    try Data(Self.digestInfo()).write(to: URL(filePath: judged.files.path("digest-info")))
    let answer = try await judged.run(
      "pkcs11-tool",
      [
        "--sign", "--mechanism", "RSA-PKCS", "--id", JudgedCard.authenticationID, "--input-file",
        judged.files.path("digest-info"), "--output-file", judged.files.path("signature"),
      ])
    #expect(answer.outcome == .exited(1))
    #expect(!FileManager.default.fileExists(atPath: judged.files.path("signature")))
  }
}
