import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Synchronization
import TestSupport
import Testing
import VirtualCPS

@testable import CPSWorkstation

/// A screen that is locked when a test says so.
final class FakeScreen: ScreenLock {
  private let continuations = Mutex<[AsyncStream<Void>.Continuation]>([])

  func locks() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    continuations.withLock { $0.append(continuation) }
    return stream
  }

  /// Whether somebody looks at it.
  var isWatched: Bool { continuations.withLock { !$0.isEmpty } }

  func lock() { continuations.withLock { $0.forEach { $0.yield() } } }
}

/// The agent with a card to watch.
@Suite struct StayingAgentTests {
  private let service = FakeService()
  private let screen = FakeScreen()
  private let connection: VirtualCardConnection
  private let readers: FakeReaders
  private let agent: RunningAgent

  init() throws {
    connection = VirtualCardConnection(try VirtualCard(TestCard.image()))
    readers = FakeReaders([WatchBench.status(1)], connections: [WatchBench.reader: connection])
    agent = try RunningAgent(service, readers: readers, screenLock: screen)
  }

  @discardableResult
  private func stay() async throws -> SessionReport {
    try await CardlessLogin.run(with: try await agent.client.login(), staying: WatchBench.order)
  }

  private func expectEnd(
    _ diagnostic: Diagnostic, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await eventually("the end of the session") { service.openSessions == 0 }
    await #expect(throws: CPSError(diagnostic), sourceLocation: sourceLocation) {
      _ = try await agent.client.status()
    }
  }

  @Test func `a login that stays has shown presence before it is told`() async throws {
    let report = try await stay()
    #expect(report.presence?.kind == .watched)
    #expect(report.presence?.expiresIn == 60)
    #expect(
      service.paths.suffix(2) == ["POST /cpsauth/challenges", "POST /cpsauth/sessions/current/presence"])
    #expect(try await agent.client.status().presence == report.presence)
  }

  @Test func `a login that does not stay shows none, and nobody looks at the reader`() async throws {
    let report = try await CardlessLogin.run(with: try await agent.client.login())
    #expect(report.presence == nil)
    #expect(readers.watchers == 0)
    #expect(!screen.isWatched)
  }

  @Test func `CL-10 the session ends at the service when the card leaves`() async throws {
    try await stay()
    readers.become([WatchBench.status(2, .absent)])
    try await expectEnd(.cardLeft)
  }

  @Test func `HR-05 and when the reader is unplugged`() async throws {
    try await stay()
    readers.become([])
    try await expectEnd(.cardLeft)
  }

  @Test func `and when the screen is locked`() async throws {
    try await stay()
    try await eventually("the screen is watched") { screen.isWatched }
    screen.lock()
    try await expectEnd(.screenLocked)
  }

  @Test func `and when a screen locker says so by the command`() async throws {
    try await stay()
    #expect(try await agent.client.logout(isLocked: true).serviceInformed)
    #expect(service.openSessions == 0)
  }

  @Test func `another card than that of the login is not stayed with`() async throws {
    let other = try VirtualCard(TestCard.image(serial: TestCard.otherSerial))
    connection.cause(.exchange(other))
    await #expect(throws: CPSError(.cardLeft)) { try await stay() }
    #expect(service.openSessions == 0)
    await #expect(throws: CPSError(.cardLeft)) { _ = try await agent.client.status() }
  }

  @Test func `a logout ends the watch`() async throws {
    try await stay()
    try await eventually("the watch") { readers.watchers > 0 }
    _ = try await agent.client.logout()
    await agent.ended()
    #expect(service.paths.count { $0 == "DELETE /cpsauth/sessions/current" } == 1)
  }

  @Test func `a new login takes the watch over`() async throws {
    try await stay()
    try await stay()
    readers.become([WatchBench.status(2, .absent)])
    try await expectEnd(.cardLeft)
    #expect(service.paths.count { $0 == "DELETE /cpsauth/sessions/current" } == 2)
  }

  @Test func `FT-06 an agent that is told to end tells the service first`() async throws {
    try await stay()
    agent.server.stop()
    await agent.ended()
    #expect(service.openSessions == 0)
  }

  @Test func `a service that cannot be told is told later, while the agent lives`() async throws {
    let login = DirectLogin(service, among: readers)
    try await CardlessLogin.run(with: login, staying: WatchBench.order)
    service.intercept { request throws(CPSError) in
      if request.method == "DELETE" { throw CPSError(.serviceUnreachable) }
      return nil
    }
    #expect(await login.core.endSession() == LogoutReport(wasLoggedIn: true, serviceInformed: false))
    await login.core.sayFarewells()
    #expect(await login.core.owesFarewell)
    #expect(service.openSessions == 1)
    service.intercept { _ in nil }
    await login.core.sayFarewells()
    #expect(await !login.core.owesFarewell)
    #expect(service.openSessions == 0)
  }

  @Test func `what the service has ended itself is not told twice`() async throws {
    let login = DirectLogin(service, among: readers)
    try await CardlessLogin.run(with: login, staying: WatchBench.order)
    service.forgetSessions()
    _ = await login.core.endSession()
    #expect(await !login.core.owesFarewell)
  }
}
