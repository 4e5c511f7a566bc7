import Foundation
import OpenSSLKit
import TestSupport
import Testing
import VirtualCPS

/// OpenSC as judge: a client that nobody here wrote, before the virtual card under a real pcscd.
@Suite struct OpenSCTests {
  @Test func `the card is taken for IAS-ECC`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await judged.run("opensc-tool", ["--name"])
    #expect(answer.outcome == .exited(0))
    #expect(answer.output.trimmingCharacters(in: .whitespacesAndNewlines) == "IAS-ECC")
  }

  /// OpenSC has no driver for ChipDoc, and its entry of the contactless card begins with a wrong byte
  /// (cps-card.md section 1, CONF-O).
  @Test(arguments: [.cps4, .cps4ReleaseCandidate, .cps3Contactless] as [VirtualCardGeneration])
  func `a generation that OpenSC does not know is not supported`(generation: VirtualCardGeneration)
    async throws
  {
    let judged = try await JudgedCard.inserted(JudgedCard.physician(generation))
    let answer = try await judged.run("opensc-tool", ["--name"])
    #expect(answer.output.trimmingCharacters(in: .whitespacesAndNewlines) == "Unsupported card")
    #expect(!judged.recorder.lines.contains { $0.hasPrefix("> 0020") })
  }

  /// The trap that cpsauth's own recognition avoids (cps-card.md section 1, CONF-O).
  @Test func `a CPS4 that speaks T=0 alone is taken for a CPS3 by its answer to reset`() async throws {
    let judged = try await JudgedCard.inserted(JudgedCard.physician(.cps4T0))
    let answer = try await judged.run("opensc-tool", ["--name"])
    #expect(!answer.output.contains("Unsupported card"))
    #expect(judged.recorder.lines.first == "> 00a40904043f002f01")
    #expect(!judged.recorder.lines.contains { $0.hasPrefix("> 0020") || $0.hasPrefix("> 0120") })
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
    for (identifier, name) in [
      (JudgedCard.signatureID, "signature"), (JudgedCard.authenticationID, "authentication"),
    ] {
      let answer = try await judged.run("pkcs15-tool", ["--read-certificate", identifier])
      #expect(answer.outcome == .exited(0))
      #expect(try Certificate.all(inPEM: answer.output).map(\.der) == [JudgedCard.certificate(name).der])
    }
  }

  /// OpenSC 0.23 built with OpenSSL 3 has no partial digest, which this key wants (cps-card.md section 6.5):
  /// all else of its own test passes.
  @Test func `the judge's own test finds nothing but its own gap`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await judged.run("pkcs11-tool", SignRequest.login + ["--test"])
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
}
