import CPSCard
import CPSDiagnostics
import Foundation
import SmartCard
import Testing

@testable import CPSWorkstation

@Suite struct DescriptorCodePromptTests {
  private func request(_ question: CodeRequest.Question, tries: Int? = nil) throws -> CodeRequest {
    CodeRequest(
      question: question, reader: "R", serial: try CardSerial(digits: TestCard.serial), triesLeft: tries,
      lengths: 4...4)
  }

  private func prompt(writing text: String, spendsLastTry: Bool = false) throws -> DescriptorCodePrompt {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    let bytes = Array(text.utf8)
    #expect(write(ends[1], bytes, bytes.count) == bytes.count)
    close(ends[1])
    return try DescriptorCodePrompt(number: ends[0], limit: .seconds(5), spendsLastTry: spendsLastTry)
  }

  @Test func `the first line opens, the second is the new PIN`() async throws {
    let prompt = try prompt(writing: "123456\n4711\n")
    #expect(try await prompt.enter(request(.unblockingCode)).count == 6)
    #expect(try await prompt.enter(request(.newPIN)).count == 4)
    #expect(!prompt.isPerson)
  }

  @Test func `one line alone is no new PIN`() async throws {
    let prompt = try prompt(writing: "1234\n")
    _ = try await prompt.enter(request(.currentPIN)).count
    await #expect(throws: CPSError(.cancelled)) { _ = try await prompt.enter(request(.newPIN)).count }
  }

  @Test func `the yes to a last try is said beforehand or not at all`() async throws {
    let silent = try prompt(writing: "")
    await #expect(throws: CPSError(.pinLastTry)) { try await silent.confirmLastTry(request(.currentPIN)) }
    await #expect(throws: CPSError(.pukLastTry)) { try await silent.confirmLastTry(request(.unblockingCode)) }
    try await prompt(writing: "", spendsLastTry: true).confirmLastTry(request(.currentPIN))
  }

  @Test(arguments: [1, 2, -1] as [Int32])
  func `a descriptor of our own output is refused`(number: Int32) {
    #expect(throws: CPSError(.pinDescriptorUnusable)) {
      try DescriptorCodePrompt(number: number, limit: .seconds(1), spendsLastTry: false)
    }
  }
}
