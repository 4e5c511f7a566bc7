public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import Synchronization

/// The per-user agent: holds the session's key and token in locked memory and speaks to the service.
///
/// Neither leaves it; both are gone at logout, at the session's end and when the process ends. Other users'
/// connections are closed unread. It ends by itself when nobody is logged in and nothing is asked of it.
public final class AgentServer: Sendable {
  /// How long a card has to come back after the resource manager went or the machine slept.
  public static let standardGrace = CardWatch.standardGrace
  /// More commands than one user runs at once.
  private static let maximumConnections = 16
  /// How long a service that could not be told of an end is left alone.
  private static let farewellPause: Duration = .seconds(5)

  private struct State {
    var connections: [Int: LocalSocket] = [:]
    var nextNumber = 0
    var lastActivity: ContinuousClock.Instant
    /// Whether the last thing asked was a logout: then it ends with the last connection.
    var isDismissed = false
    /// Whether its end is decided: whoever comes now is turned away, and not first served and then cut off.
    var isOver = false
  }

  private let core: AgentCore
  private let listener: LocalListener
  private let idleLimit: Duration
  private let state: Mutex<State>

  /// Takes the agent's place for this user; nil when there is an agent already.
  ///
  /// - Parameters:
  ///   - runtimeDirectory: the value of `XDG_RUNTIME_DIR`.
  ///   - idleLimit: how long it stays without a session and without a connection.
  ///   - readers: where the card of a session is watched.
  ///   - screenLock: the screen whose lock ends a session that is stayed with; nil where nobody tells of it.
  ///   - grace: how long the card has to come back after the resource manager went or the machine slept.
  ///   - clock: dates the proofs of possession.
  ///   - random: names them.
  ///   - makeTransport: reaches a service.
  /// - Throws: ``Diagnostic/agentUnavailable``, ``Diagnostic/agentForeign``.
  public init?(
    runtimeDirectory: String?, idleLimit: Duration = .seconds(60), readers: any ReaderAccess,
    screenLock: (any ScreenLock)?, grace: Duration = standardGrace, clock: any WallClock,
    random: any RandomSource,
    makeTransport: @escaping @Sendable (ServiceTarget) throws(CPSError) -> any ServiceTransport
  ) throws(CPSError) {
    let directory = try AgentPlace.directory(in: runtimeDirectory)
    guard
      let listener = try LocalListener(
        AgentPlace.socketName, lockedBy: AgentPlace.lockName, in: directory)
    else { return nil }
    self.listener = listener
    self.idleLimit = idleLimit
    core = AgentCore(
      station: AgentStation(readers: readers, screenLock: screenLock, time: .system, grace: grace),
      clock: clock,
      random: random, makeTransport: makeTransport)
    state = Mutex(State(lastActivity: ContinuousClock.now))
  }

  /// Serves until ``stop()``, or until nobody needs it any more.
  public func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.endWhenIdle() }
      group.addTask { await self.repeatFarewells() }
      while let connection = await self.accept() {
        guard let number = admit(connection) else { continue }
        group.addTask { await self.serve(connection, number) }
      }
      group.cancelAll()
      state.withLock { $0.connections.values.forEach { $0.shut() } }
    }
    await core.leave()
    listener.retire()
  }

  /// Ends it: no further connection is taken, those that are open end.
  public func stop() { listener.shut() }

  private func accept() async -> LocalSocket? {
    let listener = listener
    let accepted = try? await BlockingWork.run { () throws(CPSError) in listener.accept() }
    return accepted ?? nil
  }

  private func admit(_ connection: LocalSocket) -> Int? {
    state.withLock { state in
      guard !state.isOver, state.connections.count < Self.maximumConnections else { return nil }
      state.nextNumber += 1
      state.connections[state.nextNumber] = connection
      return state.nextNumber
    }
  }

  private func serve(_ connection: LocalSocket, _ number: Int) async {
    while let message = await receive(from: connection) {
      state.withLock { $0.lastActivity = ContinuousClock.now }
      guard await answer(message, on: connection, number) else { break }
    }
    connection.shut()
    let owesFarewell = await core.owesFarewell
    let isOver = state.withLock { state in
      state.connections[number] = nil
      state.lastActivity = ContinuousClock.now
      state.isOver = state.isOver || state.isDismissed && state.connections.isEmpty && !owesFarewell
      return state.isOver
    }
    await core.forget(number)
    if isOver { stop() }
  }

  private func receive(from connection: LocalSocket) async -> [UInt8]? {
    let received = try? await BlockingWork.run { () throws(CPSError) in try connection.receive() }
    return received ?? nil
  }

  /// Whether the connection is still of use.
  private func answer(_ message: [UInt8], on connection: LocalSocket, _ number: Int) async -> Bool {
    do throws(CPSError) {
      let request = try AgentEnvelope<AgentRequest>(reading: message)
      let language = Language(rawValue: request.language) ?? .english
      let reply = await core.reply(to: request.body, in: language, from: number)
      state.withLock { $0.isDismissed = reply.isLogout }
      let bytes = try AgentEnvelope(reply, in: language).encoded()
      try await BlockingWork.run { () throws(CPSError) in try connection.send(bytes) }
      return true
    } catch {
      let refusal = AgentEnvelope(AgentReply.failure(AgentFailure(error)), in: .english)
      if let bytes = try? refusal.encoded() {
        try? await BlockingWork.run { () throws(CPSError) in try connection.send(bytes) }
      }
      return false
    }
  }

  /// Tells services of ends that they could not be told of before, while the agent lives.
  private func repeatFarewells() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.farewellPause, clock: .continuous)
      if await core.owesFarewell { await core.sayFarewells() }
    }
  }

  /// Returns, and ends the agent, once there is neither session nor connection for as long as the limit.
  private func endWhenIdle() async {
    while !Task.isCancelled {
      let now = ContinuousClock.now
      let deadline = await core.neededUntil
      let (isQuiet, lastActivity, isOver) = state.withLock { state in
        let isQuiet = state.connections.isEmpty
        state.isOver = state.isOver || deadline == nil && isQuiet && now - state.lastActivity >= idleLimit
        return (isQuiet, state.lastActivity, state.isOver)
      }
      if isOver { return stop() }
      let next = deadline ?? (isQuiet ? lastActivity + idleLimit : now + idleLimit)
      try? await Task.sleep(until: min(next, now + idleLimit), tolerance: .seconds(0), clock: .continuous)
    }
  }
}
