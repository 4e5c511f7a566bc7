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
  let keeper: AuditKeeper
  let metrics: ServiceMetrics
  let clock: any WallClock

  /// The routes that tell them.
  var routes: MonitorRoutes {
    MonitorRoutes(
      checks: [.store(store), .revocationLists(book, clock: clock), .auditWitnesses(keeper)],
      families: { await families() })
  }

  private func families() async -> [MetricFamily] {
    metrics.families + ProcessMetrics.families + revocation + (await audit) + (await witnesses) + [
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

  /// The label is the place of a witness in the configuration.
  private var witnesses: [MetricFamily] {
    get async {
      let standings = await keeper.witnessStandings()
      func family(
        _ name: String, help: String, _ value: (WitnessStanding) -> Double?
      ) -> MetricFamily {
        MetricFamily(
          name, .gauge, help: help,
          samples: standings.enumerated().compactMap { place, standing in
            value(standing).map { .init($0, labels: ["witness": String(place + 1)]) }
          })
      }
      return [
        family("cpsauth_audit_witness_late", help: "1 while a witness did not keep the last checkpoint.") {
          $0.isLate ? 1 : 0
        },
        family("cpsauth_audit_witness_waiting", help: "Checkpoints that wait for a witness.") {
          Double($0.waiting)
        },
        family(
          "cpsauth_audit_witness_entries", help: "The last entry for which a witness keeps a checkpoint."
        ) {
          $0.keptThrough.map(Double.init)
        },
        MetricFamily(
          "cpsauth_audit_witnessed_elsewhere", .gauge,
          help: "1 where a witness off this host keeps the checkpoints, 0 where none does.",
          samples: [.init(keeper.isWitnessedElsewhere ? 1 : 0)]),
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
