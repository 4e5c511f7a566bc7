import CPSCard
import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Synchronization
import VirtualCPS

@testable import CPSWorkstation

/// A workstation on the bench: one reader, one card, one service.
final class LoginBench: Sendable {
  let recorder = ExchangeRecorder()
  let card: VirtualCard
  let connection: VirtualCardConnection
  let service: FakeService
  let cache = MemoryCardPublicDataCache()
  private let notices = Mutex<[String]>([])

  init(
    _ image: VirtualCardImage? = nil, service: FakeService = FakeService(),
    atTransaction: @escaping @Sendable (Int) -> VirtualReaderEvent? = { _ in nil },
    atExchange: @escaping @Sendable (Int) -> VirtualReaderEvent? = { _ in nil }
  ) throws {
    card = try VirtualCard(image ?? TestCard.image(), recorder: recorder)
    connection = VirtualCardConnection(card, atTransaction: atTransaction, atExchange: atExchange)
    self.service = service
  }

  /// What the person was told, by name.
  var told: [String] { notices.withLock { $0 } }

  func login(
    _ prompt: ScriptedPrompt, at moment: Timestamp = TestCard.moment, readers: FakeReaders? = nil,
    server: String = FakeService.audience, usesKeyboard: Bool = false,
    recovery: Duration = .zero
  ) async throws(CPSError) -> SessionReport {
    let flow = LoginFlow(
      readers: readers ?? FakeReaders(connection), service: DirectLogin(service), prompt: prompt,
      cache: cache, clock: FixedClock(moment: moment), recovery: recovery
    ) { [self] notice in
      notices.withLock { $0.append(Self.name(of: notice)) }
    }
    return try await flow.run(
      LoginOptions(target: try FakeService.target(server), usesKeyboard: usesKeyboard))
  }

  private static func name(of notice: LoginNotice) -> String {
    switch notice {
    case .waiting(let error): "waiting \(error.diagnostic.code)"
    case .card(let card, _): "card \(card.pinStatus.triesLeft)"
    case .signing: "signing"
    case .refused(let error): "refused \(error.diagnostic.code)"
    }
  }
}
