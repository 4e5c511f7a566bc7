import TestSupport
import Testing
import VirtualCPS

/// PIN and PUK of the virtual card in OpenSC's hands.
@Suite struct OpenSCPINTests {
  private func login(_ judged: JudgedCard, _ pin: String) async throws -> ChildProcess.Completed {
    try await judged.run("pkcs11-tool", ["--login", "--pin", "env:\(pin)", "--list-objects"])
  }

  private func unblock(_ judged: JudgedCard, _ puk: String) async throws -> ChildProcess.Completed {
    try await judged.run(
      "pkcs15-tool", ["--unblock-pin", "--auth-id", "01", "--puk", "env:\(puk)", "--new-pin", "env:NEW_PIN"])
  }

  @Test func `a wrong PIN spends one try, opens nothing, and is in the file at once`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await login(judged, "WRONG_PIN")
    #expect(answer.outcome == .exited(1))
    #expect(answer.errors.contains("CKR_PIN_INCORRECT"))
    #expect(try VirtualCardImageFile(path: judged.files.path("card.json")).load().pins[0].triesLeft == 2)
  }

  @Test func `three wrong PINs block, the PUK unblocks, and the new PIN is changed back`() async throws {
    let judged = try await JudgedCard.inserted()
    for left: UInt8 in [2, 1, 0] {
      _ = try await login(judged, "WRONG_PIN")
      #expect(judged.card.image.pins[0].triesLeft == left)
    }
    let blocked = try await login(judged, "CARD_PIN")
    #expect(blocked.outcome == .exited(1))
    #expect(blocked.errors.contains("CKR_PIN_LOCKED"))

    let unblocking = try await unblock(judged, "CARD_PUK")
    #expect(unblocking.outcome == .exited(0), "\(unblocking.errors)")
    #expect(judged.card.image.pins[0].triesLeft == 3)
    #expect(judged.card.image.pins[1].usesLeft == 99)

    let change = try await judged.run(
      "pkcs11-tool", ["--change-pin", "--pin", "env:NEW_PIN", "--new-pin", "env:CARD_PIN"])
    #expect(change.outcome == .exited(0), "\(change.errors)")
    #expect(try await login(judged, "CARD_PIN").outcome == .exited(0))
  }

  @Test func `a wrong PUK spends one of its tries and unblocks nothing`() async throws {
    let judged = try await JudgedCard.inserted()
    for _ in 0..<3 { _ = try await login(judged, "WRONG_PIN") }
    #expect(try await unblock(judged, "WRONG_PUK").outcome != .exited(0))
    #expect(judged.card.image.pins[1].triesLeft == 9)
    #expect(judged.card.image.pins[0].triesLeft == 0)
    #expect(judged.card.image.pins[0].digits == "1234")
  }

  @Test func `a PIN that pkcs15-tool changed is the only one afterwards`() async throws {
    let judged = try await JudgedCard.inserted()
    func change(_ old: String, _ new: String) async throws -> ChildProcess.Outcome {
      try await judged.run(
        "pkcs15-tool", ["--change-pin", "--auth-id", "01", "--pin", "env:\(old)", "--new-pin", "env:\(new)"]
      ).outcome
    }
    #expect(try await change("WRONG_PIN", "NEW_PIN") != .exited(0))
    #expect(judged.card.image.pins[0].digits == "1234")
    #expect(judged.card.image.pins[0].triesLeft == 2)
    #expect(try await change("CARD_PIN", "NEW_PIN") == .exited(0))
    #expect(try await login(judged, "CARD_PIN").errors.contains("CKR_PIN_INCORRECT"))
    #expect(try await login(judged, "NEW_PIN").outcome == .exited(0))
  }
}
