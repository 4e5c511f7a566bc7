import CPSDiagnostics
import CPSPrimitives

/// The whole replay: act after act, and the exposure report of the first.
struct Replay: Sendable {
  let parameters: ReplayParameters

  /// Plays acts.
  ///
  /// - Parameter told: hears of each act when it is over.
  func play(
    _ acts: [Act] = Act.all, telling told: @Sendable (ActFigures) -> Void = { _ in }
  ) async throws -> ReplayFigures {
    let start = ContinuousClock.now
    let world = try ReplayWorld(parameters)
    var figures: [ActFigures] = []
    var exposure: ExposureFigures?
    for act in acts {
      let run = ActRun(act: act, world: world)
      let played = try await run.play { service, stage in
        guard act.name == "a", let robot = stage.robot else { return }
        exposure = try await ExposureTrial(service: service, world: world).run(received: robot.received)
      }
      figures.append(played)
      told(played)
    }
    return ReplayFigures(
      assumptions: .init(parameters), acts: figures, exposure: exposure,
      runSeconds: Double((ContinuousClock.now - start).milliseconds) / 1_000)
  }
}
