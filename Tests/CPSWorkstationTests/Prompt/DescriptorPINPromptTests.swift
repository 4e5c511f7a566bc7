import CPSCard
import CPSDiagnostics
import Foundation
import SmartCard
import Testing

@testable import CPSWorkstation

@Suite struct DescriptorPINPromptTests {
  private func request() throws -> PINRequest {
    PINRequest(
      reader: "R", serial: try CardSerial(digits: TestCard.serial), server: "s", function: nil, triesLeft: 3,
      lengths: 4...4)
  }

  /// A prompt that reads what was written to a pipe, and the reading end's number.
  private func prompt(
    writing text: String?, limit: Duration = .seconds(5)
  ) throws -> (DescriptorPINPrompt, number: Int32, writer: FileDescriptor) {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    let writer = FileDescriptor(owning: ends[1])
    if let text {
      let bytes = Array(text.utf8)
      #expect(write(ends[1], bytes, bytes.count) == bytes.count)
      writer.end()
    }
    return (try DescriptorPINPrompt(number: ends[0], limit: limit), ends[0], writer)
  }

  @Test(arguments: ["1234", "1234\n", "1234\r\n", "1234\n5678\n"])
  func `one line is the PIN`(text: String) async throws {
    let pin = try await prompt(writing: text).0.enterPIN(request())
    #expect(pin.count == 4)
  }

  @Test(arguments: ["", "\n", "12\n", "12a4\n", "12345678901234567\n", "1234 \n", "１２３４\n"])
  func `anything else is refused`(text: String) async throws {
    let prompt = try prompt(writing: text).0
    let request = try request()
    let expected = CPSError(text.isEmpty ? .cancelled : .pinMalformed)
    await #expect(throws: expected) { _ = try await prompt.enterPIN(request) }
  }

  @Test func `a writer that never writes is not waited for for ever`() async throws {
    let (prompt, _, writer) = try prompt(writing: nil, limit: .milliseconds(20))
    let request = try request()
    await #expect(throws: CPSError(.timedOut)) { _ = try await prompt.enterPIN(request) }
    writer.end()
  }

  @Test func `a descriptor that is not open is refused`() async throws {
    let request = try request()
    await #expect(throws: CPSError(.pinDescriptorUnusable)) {
      _ = try await DescriptorPINPrompt(number: 1_000_000, limit: .seconds(1)).enterPIN(request)
    }
  }

  @Test(arguments: [Int32(-1), 1, 2]) func `what is written to is not read from`(number: Int32) {
    #expect(throws: CPSError(.pinDescriptorUnusable)) {
      _ = try DescriptorPINPrompt(number: number, limit: .seconds(1))
    }
  }

  @Test(.timeLimit(.minutes(1))) func `an input without end is refused at once`() async throws {
    let zero = open("/dev/zero", O_RDONLY | O_CLOEXEC)
    let prompt = try DescriptorPINPrompt(number: zero, limit: .seconds(300))
    let request = try request()
    await #expect(throws: CPSError(.pinMalformed)) { _ = try await prompt.enterPIN(request) }
  }

  @Test func `it never asks, and never spends the last try`() async throws {
    let prompt = try prompt(writing: "1234\n").0
    let request = try request()
    #expect(!prompt.mayAskAgain)
    await #expect(throws: CPSError(.pinLastTry)) { try await prompt.confirmLastTry(request) }
  }
}
