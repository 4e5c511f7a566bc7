import Foundation
import OpenSSLKit
import TestSupport
import Testing

@Suite struct VerifySignatureCommandTests {
  private let workstation: Workstation
  private let signer: PrivateKey

  init() throws {
    workstation = try Workstation()
    signer = try PrivateKey.generateP256()
    try write("key.der", signer.publicKey.subjectPublicKeyInfo)
    try write("message", Array("CPS".utf8))
    try write("signature", try signer.sign(Array("CPS".utf8), algorithm: .es256))
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: workstation.home.url.appending(path: name))
  }

  private func verify(
    _ algorithm: String = "ES256-p1363", key: String = "key.der", signature: String = "signature"
  ) async throws -> Workstation.Result {
    try await workstation.run(
      "verify-signature", "--alg", algorithm, "--public-key", workstation.home.path(key), "--message",
      workstation.home.path("message"), "--signature", workstation.home.path(signature), "--json")
  }

  @Test func `a right signature ends with 0, in DER and in PEM`() async throws {
    let right = try await verify()
    #expect(right.status == 0)
    #expect(right.output == #"{"schema":1,"valid":true}"# + "\n")
    let base64 = Data(signer.publicKey.subjectPublicKeyInfo).base64EncodedString(
      options: .lineLength64Characters)
    try write("key.pem", Array("-----BEGIN PUBLIC KEY-----\n\(base64)\n-----END PUBLIC KEY-----\n".utf8))
    #expect(try await verify(key: "key.pem").status == 0)
  }

  @Test func `HC-15 a signature that is wrong, longer, or of another algorithm ends with 1`() async throws {
    let signature = try signer.sign(Array("CPS".utf8), algorithm: .es256)
    for (index, wrong) in [[], signature + [0], signature.reversed(), Array(signature.dropLast())]
      .enumerated()
    {
      try write("wrong\(index)", wrong)
      let result = try await verify(signature: "wrong\(index)")
      #expect(result.status == 1)
      #expect(result.output == #"{"reason":"signature","schema":1,"valid":false}"# + "\n")
    }
    for algorithm in ["ES256-der", "RS256", "PS256", "ES384-p1363", "BP256-p1363"] {
      #expect(try await verify(algorithm).status == 1, "\(algorithm)")
    }
  }

  @Test func `HC-10 a key that cannot be read ends with 1`() async throws {
    for (index, key) in [[], [0x30], signer.publicKey.subjectPublicKeyInfo + [0], Array("\u{1B}[2J".utf8)]
      .enumerated()
    {
      try write("key\(index)", key)
      let result = try await verify(key: "key\(index)")
      #expect(result.status == 1)
      #expect(result.output == #"{"reason":"key","schema":1,"valid":false}"# + "\n")
    }
  }

  @Test func `a missing file and a wrong option are no verdicts`() async throws {
    for name in ["key", "signature"] {
      let result = try await name == "key" ? verify(key: "absent") : verify(signature: "absent")
      #expect(result.status == 66)
      #expect(result.output.contains("input.missing"))
    }
    #expect(try await verify(key: ".").status == 66)
    #expect(try await verify("none").status == 64)
    #expect(try await verify("HS256").status == 64)
    #expect(try await workstation.run("verify-signature", "--alg", "RS256").status == 64)
  }
}
