import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import SmartCard
import Testing
import VirtualCPS

@testable import CPSWorkstation

/// A cache that holds a certificate which nobody accepts must not do so for ever.
@Suite struct LoginFlowCacheTests {
  private static func serial() throws -> CardSerial { try CardSerial(digits: TestCard.serial) }

  @Test(arguments: [Diagnostic.anchorUnknown, .certificateRevoked, .proofSignatureInvalid])
  func `ST-10 a card that the service refused is read again`(row: Diagnostic) async throws {
    let service = FakeService { (request) throws(CPSError) in
      request.path == "/cpsauth/sessions" ? FakeService.problem(CPSError(row)) : nil
    }
    let bench = try LoginBench(service: service)
    await #expect(throws: CPSError(row)) { _ = try await bench.login(ScriptedPrompt(typing: "1234")) }
    #expect(try bench.cache.publicData(of: Self.serial()) == nil)
  }

  @Test func `ST-10 a card whose certificate is out of its dates is read again`() async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt(typing: "1234")
    _ = try await bench.login(ScriptedPrompt(typing: "1234"))
    #expect(try bench.cache.publicData(of: Self.serial()) != nil)
    let late = Timestamp(millisecondsSince1970: TestCard.notAfter.millisecondsSince1970 + 1)
    await #expect(throws: CPSError(.certificateExpired)) { _ = try await bench.login(prompt, at: late) }
    #expect(prompt.requests.isEmpty)
    #expect(try bench.cache.publicData(of: Self.serial()) == nil)
  }

  @Test func `a login that succeeds keeps the card`() async throws {
    let bench = try LoginBench()
    _ = try await bench.login(ScriptedPrompt(typing: "1234"))
    #expect(try bench.cache.publicData(of: Self.serial()) != nil)
  }
}
