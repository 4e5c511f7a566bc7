import CPSAuth
import CPSAuthHTTP
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust

/// Health and figures of a server.
struct ServerMonitor: Sendable {
  let store: any AuthStore
  let book: RevocationBook
  let gate: Gate
  let metrics: ServiceMetrics
  let clock: any WallClock

  /// The routes that tell them.
  var routes: MonitorRoutes {
    MonitorRoutes(
      checks: [.store(store), .revocationLists(book, clock: clock)], families: { await families() })
  }

  private func families() async -> [MetricFamily] {
    metrics.families + ProcessMetrics.families + revocation + (await audit) + [
      MetricFamily(
        "cpsauth_info", .gauge, help: "Always 1; the labels say what runs.",
        samples: [
          .init(1, labels: ["environment": store.environment.rawValue, "policy": gate.policy.version])
        ])
    ]
  }

  /// Nothing while the store cannot be read: a figure that is not known is not zero.
  private var audit: [MetricFamily] {
    get async {
      guard let head = try? await store.auditHead() else { return [] }
      return [
        MetricFamily(
          "cpsauth_audit_entries", .gauge, help: "The number of the last entry of the audit log.",
          samples: [.init(Double(head.sequence))])
      ]
    }
  }

  private var revocation: [MetricFamily] {
    let now = clock.now()
    let states = book.states(at: now)
    return [
      MetricFamily(
        "cpsauth_revocation_list_due_seconds", .gauge,
        help: "Until the next list of an authority is due; negative when it is overdue.",
        samples: states.compactMap { state in
          state.facts.map {
            .init(Double(($0.nextUpdate - now).milliseconds / 1_000), labels: ["authority": state.authority])
          }
        }),
      MetricFamily(
        "cpsauth_revocation_list_serving", .gauge,
        help: "1 while the list of an authority serves, fresh or on grace; 0 while nobody logs in by it.",
        samples: states.map { state in
          .init(
            [.fresh, .overdue].contains(state.standing) ? 1 : 0, labels: ["authority": state.authority])
        }),
    ]
  }
}
