import BenchSupport
import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit

/// What 100,000 card sessions need of memory in a process.
struct SessionMemoryBench {
  private static let count = 100_000

  let fixtures: String

  /// Prints.
  func report() async throws {
    let random = SystemRandomSource()
    let store = try MemoryStore(environment: .synthetic, random: random)
    let scene = try ServiceScene(over: store, fixtures: fixtures)
    let opened = try await scene.logIn(0)
    let hash = try opened.token.hash()
    guard let model = await store.session(withTokenHash: hash) else {
      throw CPSError(.internalFault, reason: "no session after a login")
    }
    let before = try ResidentMemory.now()
    for _ in 0..<Self.count {
      // As large as that of a login: a hash of its own, and the content copied, not shared.
      try await store.insert(
        StoredSession(
          tokenHash: try random.bytes(32), reference: model.reference, holder: model.holder, card: model.card,
          workstation: model.workstation, service: model.service,
          sealedContent: model.sealedContent.map { $0 }, openedAt: model.openedAt, endsAt: model.endsAt,
          lastSeenAt: model.lastSeenAt, presence: model.presence))
    }
    let after = try ResidentMemory.now()
    let used = after.present - before.present
    Report.head("card sessions in memory", "MiB", "bytes each")
    Report.row(
      "\(Self.count)", Report.number(used, 1), Report.number(used * 1_048_576 / Double(Self.count)))
  }
}
