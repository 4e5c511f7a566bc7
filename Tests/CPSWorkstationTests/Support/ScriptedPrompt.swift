import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Synchronization

@testable import CPSWorkstation

/// A person whose answers are known beforehand.
final class ScriptedPrompt: PINPrompt {
  /// What is typed at one prompt.
  typealias Entry = @Sendable (PINRequest) async throws -> String

  let mayAskAgain: Bool
  let admitsPINPad: Bool
  private let confirmsLastTry: Bool
  private let entries: Mutex<[Entry]>
  private let log = Mutex<(requests: [PINRequest], confirmations: Int, directions: Int)>(([], 0, 0))

  init(
    _ entries: [Entry], mayAskAgain: Bool = true, confirmsLastTry: Bool = false, admitsPINPad: Bool = true
  ) {
    self.entries = Mutex(entries)
    self.mayAskAgain = mayAskAgain
    self.admitsPINPad = admitsPINPad
    self.confirmsLastTry = confirmsLastTry
  }

  convenience init(typing pins: String..., mayAskAgain: Bool = true, confirmsLastTry: Bool = false) {
    self.init(
      pins.map { pin in { _ in pin } }, mayAskAgain: mayAskAgain, confirmsLastTry: confirmsLastTry)
  }

  /// What the person was told at each prompt.
  var requests: [PINRequest] { log.withLock { $0.requests } }
  /// How often the last try was asked about.
  var confirmations: Int { log.withLock { $0.confirmations } }
  /// How often the person was sent to the reader's keypad.
  var directions: Int { log.withLock { $0.directions } }

  func sendToPINPad(_ request: PINRequest) async throws(CPSError) {
    log.withLock { log in
      log.requests.append(request)
      log.directions += 1
    }
  }

  func confirmLastTry(_ request: PINRequest) async throws(CPSError) {
    log.withLock { $0.confirmations += 1 }
    guard confirmsLastTry else { throw CPSError(.pinLastTry) }
  }

  func enterPIN(_ request: PINRequest) async throws(CPSError) -> PIN {
    log.withLock { $0.requests.append(request) }
    let entry = entries.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    guard let entry else { throw CPSError(.cancelled) }
    let typed: String
    do { typed = try await entry(request) } catch {
      throw error as? CPSError ?? CPSError(.internalFault, reason: "\(error)")
    }
    return try PIN(try SecretBytes(copying: Array(typed.utf8)))
  }
}
