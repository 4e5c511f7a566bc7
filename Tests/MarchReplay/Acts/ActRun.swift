import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport
import CPSTrust
import Foundation
import TestSupport

/// Plays one act with a service of its own, and counts what it came to.
struct ActRun: Sendable {
  let act: Act
  let world: ReplayWorld

  /// Plays.
  ///
  /// - Parameter afterwards: looks at the service and at what the robot was shown, before the service is gone.
  func play(
    _ afterwards: (ReplayService, ActStage) async throws -> Void = { _, _ in }
  ) async throws -> ActFigures {
    let start = ContinuousClock.now
    let folder = try TemporaryDirectory()
    defer { folder.remove() }
    let port = act.isOverSocket ? Int(try PortPair.free()) : nil
    let service = try await ReplayService(
      in: folder.url.path, under: act.measures, of: world,
      audience: port.map { "http://127.0.0.1:\($0)" } ?? "https://infopatient.example",
      carrier: port == nil ? nil : try HTTPServiceTransport())
    var stage = try ActStage(act, at: service, of: world)
    if let port {
      stage = try await SocketService(service: service, port: port).serve { [stage] in
        var stage = stage
        try await stage.play()
        return stage
      }
    } else {
      try await stage.play()
    }
    let seconds = ContinuousClock.now - start
    let figures = figures(of: stage, try await FirstAlarm.search(service.store), seconds)
    try await afterwards(service, stage)
    try service.store.close()
    return figures
  }

  private func figures(of stage: ActStage, _ alarm: FirstAlarm?, _ time: Duration) -> ActFigures {
    let begun = stage.intrusion
    let last = stage.robot?.lastReceived.map { Int(($0 - begun).components.seconds) + act.step }
    let answers = stage.robot?.answers ?? stage.thief?.answers ?? [:]
    return ActFigures(
      name: act.name, title: [act.title.french, act.title.english],
      measures: act.measures.sorted { $0.number < $1.number }.map(\.rawValue), part: act.part,
      isOverSocket: act.isOverSocket, peopleExposed: Set(stage.robot?.received ?? []).count,
      answers: answers.values.reduce(0, +), answersByKind: answers, attackSeconds: last ?? 0,
      firstAlarmSeconds: alarm.map { Int(($0.moment - begun).components.seconds) },
      firstAlarm: alarm?.code, stopSeconds: stage.robot?.isThroughItsList == true ? nil : last ?? 0,
      others: .init(stage.othersDay), victim: stage.victimDay.map { .init($0) }, course: stage.course,
      runSeconds: Double(time.milliseconds) / 1_000)
  }
}
