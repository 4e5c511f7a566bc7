import CPSAuth
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof

/// An outbox over a state in memory, with a clock that stands still.
struct NoticeScene {
  static let template = NoticeTemplate(
    "test", subject: Bilingual(fr: "Objet éprouvé", en: "Subject tried"),
    body: Bilingual(
      fr: "Bonjour {who} de {service}, code {code}. {help}",
      en: "Hello {who} of {service}, code {code}. {help}"),
    places: ["who"], placesAtDelivery: ["code"])

  let clock = ManualClock(Timestamp(secondsSince1970: 1_647_475_200))
  let store: MemoryStore
  let secret: ServiceSecret
  let auditLog: AuditLog
  let outbox: NoticeOutbox
  let transport = RecordingNoticeTransport()

  init() throws {
    let random = SeededRandomSource(seed: 9)
    store = try MemoryStore(environment: .synthetic, random: random)
    secret = try ServiceSecret(from: random)
    auditLog = AuditLog(store: store, clock: clock, random: random)
    outbox = NoticeOutbox(in: store, sealedBy: secret, clock: clock, random: random)
  }

  var composer: NoticeComposer {
    get throws {
      try NoticeComposer(
        [Self.template], from: try MailAddress("cpsauth@service.example"), service: "https://service.example",
        help: "01 02 03 04 05", completing: ["test": { _ throws(CPSError) in ["code": "4711"] }])
    }
  }

  func delivery(
    over other: (any NoticeTransport)? = nil, into log: AuditLog? = nil
  ) throws -> NoticeDelivery {
    NoticeDelivery(
      of: outbox, composedBy: try composer, over: other ?? transport, auditLog: log ?? auditLog, clock: clock)
  }

  func notice(_ who: NoticeValue = "Léa", until expiry: Timestamp? = nil) throws -> OutgoingNotice {
    try OutgoingNotice(
      to: try MailAddress("lea@example.fr"), Self.template, ["who": who], until: expiry)
  }

  func acts() async throws -> [String] {
    try await store.auditRecords(after: 0, limit: 1_000).compactMap {
      try AuditEntry(encoded: $0.content).event.facts["act"]
    }
  }
}
