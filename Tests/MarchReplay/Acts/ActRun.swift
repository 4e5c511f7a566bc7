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
  /// How many ports are tried: between the choice of one and its use somebody else may take it.
  private static let portTries = 5

  let act: Act
  let world: ReplayWorld
  /// Chooses the port of an act over a socket.
  var choosingPort: @Sendable () throws -> Int = { Int(try PortPair.free()) }

  /// Plays.
  ///
  /// - Parameter afterwards: looks at the service and at what the robot was shown, before the service is gone.
  func play(
    _ afterwards: (ReplayService, ActStage) async throws -> Void = { _, _ in }
  ) async throws -> ActFigures {
    guard act.isOverSocket else { return try await play(on: nil, afterwards) }
    for _ in 1..<Self.portTries {
      do { return try await play(on: try choosingPort(), afterwards) } catch is SocketService.NotServing {}
    }
    return try await play(on: try choosingPort(), afterwards)
  }

  private func play(
    on port: Int?, _ afterwards: (ReplayService, ActStage) async throws -> Void
  ) async throws -> ActFigures {
    let start = ContinuousClock.now
    let folder = try TemporaryDirectory()
    defer { folder.remove() }
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
    let figures = figures(of: stage, at: service, try await AlarmTally(of: service.store), seconds)
    try await afterwards(service, stage)
    try service.store.close()
    return figures
  }

  private func figures(
    of stage: ActStage, at service: ReplayService, _ alarms: AlarmTally, _ time: Duration
  ) -> ActFigures {
    let begun = stage.intrusion
    let last = stage.robot?.lastReceived.map { Int(($0 - begun).components.seconds) + act.step }
    let answers = stage.robot?.answers ?? stage.thief?.answers ?? [:]
    return ActFigures(
      name: act.name, title: [act.title.french, act.title.english],
      measures: act.measures.sorted { $0.number < $1.number }.map(\.rawValue), part: act.part,
      isOverSocket: act.isOverSocket, peopleExposed: Set(stage.robot?.received ?? []).count,
      answers: answers.values.reduce(0, +), answersByKind: answers, attackSeconds: last ?? 0,
      firstAlarmSeconds: alarms.first.map { Int(($0.moment - begun).components.seconds) },
      firstAlarm: alarms.first?.code, alarms: alarms.counts, calls: stage.callFigures,
      notices: act.intrusion == .passwords
        ? service.sentries.notices.map { NoticeFigures($0.delivered, since: begun) } : nil,
      stopSeconds: stage.robot?.isThroughItsList == true ? nil : last ?? 0,
      others: .init(stage.othersDay), victim: stage.victimDay.map { .init($0) }, course: stage.course,
      runSeconds: Double(time.milliseconds) / 1_000)
  }
}
