import CPSDiagnostics
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import CPSWorkstation

/// How often the handler of this file ran.
private let interruptions = Atomic<Int>(0)

/// The agent's sockets under signals, parts and waits that end (attack case FT-04).
@Suite(.serialized) struct InterruptedSocketTests {
  /// Two connected ends, whose buffers hold a fraction of a message.
  private func pair() throws -> (near: LocalSocket, far: LocalSocket, number: Int32) {
    var ends: [Int32] = [-1, -1]
    #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    var size: Int32 = 2_048
    for end in ends {
      setsockopt(end, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
      setsockopt(end, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    return (try LocalSocket(owning: ends[0]), try LocalSocket(owning: ends[1]), ends[0])
  }

  /// A thread of its own, which may block and be sent signals.
  private final class Worker<Value: Sendable>: Sendable {
    private let outcome = Mutex<Result<Value, CPSError>?>(nil)
    private let handle = Mutex<pthread_t?>(nil)

    init(_ body: @escaping @Sendable () throws(CPSError) -> Value) {
      let thread = Thread { [self] in
        // The threads of the pool, whose mask this one inherits, take no signals.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGUSR2)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        handle.withLock { $0 = pthread_self() }
        let result = Result { () throws(CPSError) in try body() }
        handle.withLock { $0 = nil }
        outcome.withLock { $0 = result }
      }
      thread.start()
    }

    var result: Result<Value, CPSError>? { outcome.withLock { $0 } }

    /// Sends a signal, while it works.
    func interrupt() { handle.withLock { if let thread = $0 { pthread_kill(thread, SIGUSR2) } } }
  }

  /// A handler without SA_RESTART, so that every call that waits comes back with EINTR.
  private func handleSignals() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in interruptions.wrappingAdd(1, ordering: .relaxed) }
    #expect(sigaction(SIGUSR2, &action, nil) == 0)
  }

  /// Sends signals until the handler has run so many times more, or the worker is done.
  private func interrupt<Value>(_ worker: Worker<Value>, times: Int) async throws {
    let target = interruptions.load(ordering: .relaxed) + times
    try await eventually("\(times) interruptions") {
      worker.interrupt()
      return interruptions.load(ordering: .relaxed) >= target || worker.result != nil
    }
  }

  @Test func `FT-04 a message is sent and received whole, whatever signals come between its parts`()
    async throws
  {
    handleSignals()
    let (near, far, _) = try pair()
    let message = (0..<LocalSocket.maximumMessage).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let sender = Worker<Bool> { () throws(CPSError) in
      try near.send(message)
      return true
    }
    // It waits for room: nobody reads yet.
    try await interrupt(sender, times: 20)
    #expect(sender.result == nil)
    let receiver = Worker<[UInt8]?> { () throws(CPSError) in try far.receive() }
    try await eventually("the message") {
      sender.interrupt()
      receiver.interrupt()
      return receiver.result != nil && sender.result != nil
    }
    #expect(try receiver.result?.get() == message)
    #expect(try sender.result?.get() == true)
  }

  @Test func `FT-04 who waits for a message goes on waiting after a signal`() async throws {
    handleSignals()
    let (near, far, _) = try pair()
    let receiver = Worker<[UInt8]?> { () throws(CPSError) in try far.receive() }
    try await interrupt(receiver, times: 20)
    #expect(receiver.result == nil)
    try near.send([1, 2, 3])
    try await eventually("the message") { receiver.result != nil }
    #expect(try receiver.result?.get() == [1, 2, 3])
  }

  @Test func `FT-04 a message comes whole that was sent byte by byte`() async throws {
    let (near, far, number) = try pair()
    let receiver = Worker<[UInt8]?> { () throws(CPSError) in try far.receive() }
    for byte in [0, 0, 0, 4, 9, 8, 7, 6] as [UInt8] {
      #expect(withUnsafeBytes(of: byte) { Glibc.write(number, $0.baseAddress, 1) } == 1)
    }
    try await eventually("the message") { receiver.result != nil }
    #expect(try receiver.result?.get() == [9, 8, 7, 6])
    withExtendedLifetime(near) {}
  }

  @Test func `FT-04 a wait that ends is told as such, in either direction`() throws {
    let (near, far, number) = try pair()
    // As SO_RCVTIMEO and SO_SNDTIMEO make calls end, only at once (socket(7)).
    let flags = fcntl(number, F_GETFL, 0)
    #expect(fcntl(number, F_SETFL, flags | O_NONBLOCK) == 0)
    #expect(throws: CPSError(.timedOut)) { _ = try near.receive() }
    #expect(throws: CPSError(.timedOut)) {
      try near.send([UInt8](repeating: 0, count: LocalSocket.maximumMessage))
    }
    // What was cut off by it is not taken for a message.
    near.shut()
    #expect(throws: CPSError(.agentUnavailable)) { _ = try far.receive() }
  }

  @Test func `FT-04 an agent is connected to whatever signals come`() async throws {
    handleSignals()
    let runtime = try TemporaryDirectory()
    let directory = try AgentPlace.directory(in: runtime.url.path)
    let listener = try #require(
      try LocalListener(AgentPlace.socketName, lockedBy: AgentPlace.lockName, in: directory))
    let server = Worker<[UInt8]?> { () throws(CPSError) in try listener.accept()?.receive() }
    try await interrupt(server, times: 20)
    #expect(server.result == nil)
    let client = Worker<Bool> { () throws(CPSError) in
      try LocalSocket.connect(to: AgentPlace.socketName, in: directory)?.send([5])
      return true
    }
    try await eventually("the message") {
      client.interrupt()
      server.interrupt()
      return server.result != nil
    }
    #expect(try server.result?.get() == [5])
  }
}
