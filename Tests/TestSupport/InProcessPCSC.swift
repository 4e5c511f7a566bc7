private import CardReaders
private import Foundation
private import Synchronization

/// The one private pcscd that this process can reach by libpcsclite, lent to one test at a time.
///
/// libpcsclite keeps the first socket path that it read for the life of the process, and swift-testing runs
/// all targets in one process: so there is one daemon, and tests take turns. Tests of commands that run as
/// child processes start a ``PrivatePCSC`` of their own instead and need no turn.
public actor InProcessPCSC {
  /// The lender.
  public static let shared = InProcessPCSC()

  private static let lastWill = Mutex<PrivatePCSC?>(nil)

  private var daemon: PrivatePCSC?
  private var isLent = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Runs `body` with the daemon running and no other test using it.
  ///
  /// A test may stop or kill the daemon: the next one finds it running again.
  public func withDaemon<Result: Sendable>(
    _ body: @Sendable (PrivatePCSC) async throws -> Result
  ) async throws -> Result {
    if isLent { await withCheckedContinuation { waiting.append($0) } }
    isLent = true
    defer { passOn() }
    let daemon = try await runningDaemon()
    try await emptyReaders()
    return try await body(daemon)
  }

  /// Waits until the daemon has seen the card of the test before leave.
  ///
  /// After a failed reset pcscd shows the reader empty before its own look at the reader has found it so; a
  /// card inserted in between would never be seen (pcscd 1.9.9). Its count of events, odd while a card is in,
  /// tells when it has looked.
  private func emptyReaders() async throws {
    try await eventually("empty readers") {
      try await ReaderList.current().allSatisfy { !$0.hasCard && $0.eventCount.isMultiple(of: 2) }
    }
  }

  private func passOn() {
    guard !waiting.isEmpty else {
      isLent = false
      return
    }
    waiting.removeFirst().resume()
  }

  private func runningDaemon() async throws -> PrivatePCSC {
    if let daemon {
      if !daemon.isRunning { try await daemon.launch() }
      return daemon
    }
    let started = try await PrivatePCSC.start()
    setenv("PCSCLITE_CSOCK_NAME", started.socketPath, 1)
    daemon = started
    // Nobody releases this actor: without this the daemon's directory would stay behind.
    Self.lastWill.withLock { $0 = started }
    atexit { InProcessPCSC.lastWill.withLock { $0?.discard() } }
    return started
  }
}
