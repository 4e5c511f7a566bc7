internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSAuthTesting
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import Synchronization

extension SafeguardCheck {
  static let noticeChecks: [SafeguardCheck] = [
    SafeguardCheck("a notice that many hosts find is handed over once") { state in
      let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
      let random = SeededRandomSource(seed: 7)
      let secret = try ServiceSecret(from: random)
      let taken = TakenNotices()
      var deliveries: [NoticeDelivery] = []
      for _ in 0..<3 {
        let store = try await state.open()
        let outbox = NoticeOutbox(in: store, sealedBy: secret, clock: clock, random: random)
        if deliveries.isEmpty {
          for _ in 0..<8 { try await outbox.queue(notice()) }
        }
        deliveries.append(
          NoticeDelivery(
            of: outbox,
            composedBy: try NoticeComposer(
              from: MailAddress("cpsauth@service.example"), service: "service", help: "help"),
            over: taken, auditLog: AuditLog(store: store, clock: clock, random: random), clock: clock))
      }
      await withTaskGroup(of: Void.self) { group in
        for delivery in deliveries { group.addTask { _ = await delivery.round() } }
      }
      for delivery in deliveries { _ = await delivery.round() }
      try require(taken.ids.count, is: 8, "notices handed over")
      try require(Set(taken.ids).count, is: 8, "their names")
    },
    SafeguardCheck("a notice that nobody took is there after the store was opened again") { state in
      let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
      let random = SeededRandomSource(seed: 8)
      let secret = try ServiceSecret(from: random)
      try await NoticeOutbox(in: try await state.open(), sealedBy: secret, clock: clock, random: random)
        .queue(notice())
      let again = NoticeOutbox(in: try await state.open(), sealedBy: secret, clock: clock, random: random)
      try require(try await again.waiting(atMost: 5), is: 1, "notices that wait")
    },
  ]

  private static func notice() throws -> OutgoingNotice {
    try OutgoingNotice(
      to: try MailAddress("holder@example.fr"), .contactReplaced, ["holder": "account:pharmacie-42"])
  }

  private final class TakenNotices: NoticeTransport {
    private let names = Mutex<[String]>([])

    var ids: [String] { names.withLock { $0 } }

    func send(_ message: NoticeMessage) async throws(CPSError) { names.withLock { $0.append(message.id) } }
  }
}
