import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import SmartCard
import Testing
import VirtualCPS

@testable import CPSWorkstation

/// Every way a login can go, with the VERIFY commands counted at the card.
@Suite struct LoginFlowTests {
  private func expect(
    _ diagnostic: Diagnostic, from bench: LoginBench, _ prompt: ScriptedPrompt, verifications: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    await #expect(throws: CPSError(diagnostic), sourceLocation: sourceLocation) {
      _ = try await bench.login(prompt)
    }
    #expect(bench.recorder.verifications == verifications, sourceLocation: sourceLocation)
    #expect(bench.service.openSessions == 0, sourceLocation: sourceLocation)
  }

  @Test func `a professional logs in with one VERIFY`() async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt(typing: "1234")
    let report = try await bench.login(prompt)
    #expect(report.professional.nationalIdentifier == "899700000000")
    #expect(bench.recorder.verifications == 1)
    #expect(bench.card.triesLeft == 3)
    #expect(bench.service.openSessions == 1)
    #expect(bench.told == ["card 3", "signing"])
    #expect(prompt.requests.map(\.triesLeft) == [3])
    #expect(prompt.requests.map(\.serial.digits) == [TestCard.serial])
    #expect(prompt.confirmations == 0)
  }

  @Test func `the challenge is fetched after the last digit and before the card sees it`() async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt([
      { _ in
        #expect(bench.service.paths == ["GET /cpsauth/service"])
        return "1234"
      }
    ])
    bench.service.intercept { [recorder = bench.recorder] request in
      if request.path == "/cpsauth/challenges" { #expect(recorder.verifications == 0) }
      return nil
    }
    _ = try await bench.login(prompt)
    #expect(
      bench.service.paths == [
        "GET /cpsauth/service", "POST /cpsauth/challenges", "POST /cpsauth/sessions",
      ])
  }

  @Test func `CC-09 no transaction is held while the person types`() async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt([
      { _ in
        // Another program would wait here for ever, if one were held.
        try await bench.connection.transaction(
          budget: CardBudget(exchanges: 1, bytes: 64), deadline: .seconds(1)
        ) { (channel) throws(CPSError) in
          _ = try channel.send(CommandAPDU(0x00, 0xA4, 0x00, 0x0C, data: [0x3F, 0x00]))
        }
        return "1234"
      }
    ])
    _ = try await bench.login(prompt)
  }

  @Test func `nobody finds the PIN open afterwards`() async throws {
    let bench = try LoginBench()
    _ = try await bench.login(ScriptedPrompt(typing: "1234"))
    let status = try await bench.connection.transaction(
      budget: CardBudget(exchanges: 4, bytes: 256), deadline: .seconds(1)
    ) { (channel) throws(CPSError) in
      _ = try channel.send(CommandAPDU(0x00, 0xA4, 0x09, 0x0C, data: [0x3F, 0x00, 0x00, 0x01]))
      return try channel.send(
        CommandAPDU(0x00, 0x88, 0x00, 0x00, data: [UInt8](repeating: 1, count: 51), expecting: 256)
      ).status
    }
    #expect(status != .success)
  }

  @Test func `a wrong PIN ends the command where nobody can be asked again`() async throws {
    let bench = try LoginBench()
    let error = await #expect(throws: CPSError.self) {
      _ = try await bench.login(ScriptedPrompt(typing: "9999", "1234", mayAskAgain: false))
    }
    #expect(error?.diagnostic == .pinWrong)
    #expect(error?.values["left"] == "2")
    #expect(bench.recorder.verifications == 1)
    #expect(bench.card.triesLeft == 2)
  }

  @Test func `CL-06 a wrong PIN is the card's affair: the service hears of neither try nor verdict`()
    async throws
  {
    let bench = try LoginBench()
    await #expect(throws: CPSError.self) {
      _ = try await bench.login(ScriptedPrompt(typing: "9999", mayAskAgain: false))
    }
    #expect(bench.recorder.verifications == 1)
    #expect(bench.service.paths == ["GET /cpsauth/service", "POST /cpsauth/challenges"])
    for request in bench.service.requests {
      #expect(!String(decoding: request.body, as: UTF8.self).contains("9999"))
    }
  }

  @Test func `a wrong PIN may be followed by a new human entry`() async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt(typing: "9999", "1234")
    _ = try await bench.login(prompt)
    #expect(bench.recorder.verifications == 2)
    #expect(prompt.requests.map(\.triesLeft) == [3, 2])
    #expect(bench.told == ["card 3", "signing", "refused pin.wrong", "card 2", "signing"])
  }

  @Test func `the last try needs an express yes`() async throws {
    let bench = try LoginBench(TestCard.image(triesLeft: 1))
    let prompt = ScriptedPrompt(typing: "1234")
    await expect(.pinLastTry, from: bench, prompt, verifications: 0)
    #expect(prompt.confirmations == 1)
    #expect(prompt.requests.isEmpty)
    #expect(bench.card.triesLeft == 1)
  }

  @Test func `the last try is used once it was confirmed`() async throws {
    let bench = try LoginBench(TestCard.image(triesLeft: 1))
    _ = try await bench.login(ScriptedPrompt(typing: "1234", confirmsLastTry: true))
    #expect(bench.recorder.verifications == 1)
    #expect(bench.card.triesLeft == 3)
  }

  @Test func `HC-22 the third wrong entry blocks, and no fourth is asked for`() async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt(typing: "1111", "2222", "3333", "1234", confirmsLastTry: true)
    await expect(.pinBlocked, from: bench, prompt, verifications: 3)
    #expect(prompt.requests.map(\.triesLeft) == [3, 2, 1])
    #expect(prompt.confirmations == 1)
  }

  @Test func `HC-22 nobody is asked for the PIN of a blocked card`() async throws {
    let bench = try LoginBench(TestCard.image(triesLeft: 0))
    let prompt = ScriptedPrompt(typing: "1234")
    await expect(.pinBlocked, from: bench, prompt, verifications: 0)
    #expect(prompt.requests.isEmpty)
  }

  @Test(arguments: ["12", "12345", "12a4", ""])
  func `an entry of another form is not sent to the card`(entry: String) async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt(typing: entry, mayAskAgain: false)
    await expect(.pinMalformed, from: bench, prompt, verifications: 0)
    #expect(bench.card.triesLeft == 3)
  }

  @Test(arguments: ["12", "12345"])
  func `an entry of another length is told in the length of this card`(entry: String) async throws {
    let bench = try LoginBench()
    let error = await #expect(throws: CPSError.self) {
      _ = try await bench.login(ScriptedPrompt(typing: entry, mayAskAgain: false))
    }
    #expect(error?.values["length"] == "4")
  }

  @Test func `malformed entries end after a few`() async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt(typing: "1", "2", "3", "4", "5", "6", "7")
    await expect(.pinMalformed, from: bench, prompt, verifications: 0)
    #expect(prompt.requests.count == 5)
  }

  @Test(arguments: [Diagnostic.cancelled, .timedOut, .pinEntryUnavailable])
  func `a prompt without an entry costs nothing`(diagnostic: Diagnostic) async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt([{ _ in throw CPSError(diagnostic) }])
    await expect(diagnostic, from: bench, prompt, verifications: 0)
    #expect(!bench.service.paths.contains("POST /cpsauth/challenges"))
  }

  @Test func `an expired certificate is noticed before the prompt`() async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt(typing: "1234")
    await #expect(throws: CPSError(.certificateExpired)) {
      _ = try await bench.login(prompt, at: TestCard.notAfter + .seconds(1))
    }
    await #expect(throws: CPSError(.certificateNotYetValid)) {
      _ = try await bench.login(prompt, at: TestCard.notBefore - .seconds(1))
    }
    #expect(prompt.requests.isEmpty)
    #expect(bench.recorder.verifications == 0)
  }
}
