import OpenSSLKit
import TestSupport
import Testing
import VirtualCPS

/// The private keys of the virtual card, used by OpenSC and checked by openssl.
@Suite struct OpenSCKeyTests {
  @Test func `a signature of the authentication key is verified by openssl`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await judged.run(
      "pkcs11-tool", SignRequest.login + SignRequest.arguments(for: judged))
    #expect(answer.outcome == .exited(0), "\(answer.errors)")
    #expect(try await verify(judged, by: "authentication") == .exited(0))
    #expect(try await verify(judged, by: "signature") == .exited(1))
    #expect(judged.card.image.pins[0].triesLeft == 3)
  }

  private func verify(_ judged: JudgedCard, by name: String) async throws -> ChildProcess.Outcome {
    let key = try JudgedCard.certificate(name).publicKey.subjectPublicKeyInfo
    let answer = try await ChildProcess.run(
      "openssl",
      [
        "dgst", "-sha256", "-keyform", "DER", "-verify", try judged.write(key, to: "public-key"),
        "-signature",
        judged.files.path("signature"), try judged.write(SignRequest.message, to: "message"),
      ])
    return answer.outcome
  }

  @Test func `without the PIN nothing is signed`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await judged.run("pkcs11-tool", SignRequest.arguments(for: judged))
    #expect(answer.outcome == .exited(1))
    #expect(judged.written("signature") == nil)
  }

  @Test func `what openssl encrypts for the authentication key is opened, and for another key is not`()
    async throws
  {
    let judged = try await JudgedCard.inserted()
    let answer = try await decipher(judged, encryptedFor: "authentication")
    #expect(answer.outcome == .exited(0), "\(answer.errors)")
    #expect(judged.written("plain") == SignRequest.message)

    #expect(try await decipher(judged, encryptedFor: "signature").outcome == .exited(1))
    #expect(judged.card.image.pins[0].triesLeft == 3)
  }

  private func decipher(
    _ judged: JudgedCard, encryptedFor name: String
  ) async throws -> ChildProcess.Completed {
    let key = try JudgedCard.certificate(name).publicKey.subjectPublicKeyInfo
    let encryption = try await ChildProcess.run(
      "openssl",
      [
        "pkeyutl", "-encrypt", "-pubin", "-keyform", "DER", "-inkey", try judged.write(key, to: "public-key"),
        "-in", try judged.write(SignRequest.message, to: "message"), "-out", judged.files.path("cryptogram"),
      ])
    #expect(encryption.outcome == .exited(0))
    return try await judged.run(
      "pkcs11-tool",
      SignRequest.login + [
        "--decrypt", "--mechanism", "RSA-PKCS", "--id", JudgedCard.authenticationID, "--input-file",
        judged.files.path("cryptogram"), "--output-file", judged.files.path("plain"),
      ])
  }
}
