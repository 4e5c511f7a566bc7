import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Synchronization

@testable import CPSWorkstation

/// Somebody whose codes are known beforehand.
final class ScriptedCodePrompt: CodePrompt {
  let isPerson: Bool
  private let confirmsLastTry: Bool
  private let entries: Mutex<[String]>
  private let log = Mutex<(requests: [CodeRequest], confirmations: Int)>(([], 0))
  private let beforeEntry: @Sendable (CodeRequest) -> Void

  init(
    typing entries: [String], isPerson: Bool = true, confirmsLastTry: Bool = false,
    beforeEntry: @escaping @Sendable (CodeRequest) -> Void = { _ in }
  ) {
    self.entries = Mutex(entries)
    self.isPerson = isPerson
    self.confirmsLastTry = confirmsLastTry
    self.beforeEntry = beforeEntry
  }

  /// What was asked for, in order.
  var questions: [CodeRequest.Question] { log.withLock { $0.requests.map(\.question) } }
  /// The tries that were told with each question.
  var tries: [Int?] { log.withLock { $0.requests.map(\.triesLeft) } }
  /// How often a last try was asked about.
  var confirmations: Int { log.withLock { $0.confirmations } }

  func confirmLastTry(_ request: CodeRequest) async throws(CPSError) {
    log.withLock { $0.confirmations += 1 }
    guard confirmsLastTry else { throw request.lastTryRefusal }
  }

  func enter(_ request: CodeRequest) async throws(CPSError) -> PIN {
    log.withLock { $0.requests.append(request) }
    beforeEntry(request)
    guard let entry = entries.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
      throw CPSError(.cancelled)
    }
    return try PIN(try SecretBytes(copying: Array(entry.utf8)))
  }
}
