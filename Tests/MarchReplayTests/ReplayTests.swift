import Testing

@testable import march_replay

/// One hundredth of the replay, act by act.
@Suite(.serialized) struct ReplayTests {
  private static let run = Task {
    var parameters = ReplayParameters()
    parameters.divisor = 100
    return try await Replay(parameters: parameters).play()
  }

  private func act(_ name: String) async throws -> ActFigures {
    try #require(try await Self.run.value.acts.first { $0.name == name })
  }

  @Test func `(a) by passwords alone the robot gets everybody on its list, at its own pace`() async throws {
    let act = try await act("a")
    #expect(act.peopleExposed == 5_100)
    #expect(act.answersByKind["200"] == 6_000)
    #expect(act.stopSeconds == nil)
    #expect(act.firstAlarm == nil)
    // 19 doors, one look-up a second each, looked at every ten seconds.
    #expect(act.attackSeconds == 320)
    #expect(act.others.lookUps == 120)
    #expect(act.others.hindered == 0)
  }

  @Test func `(a) the exposure report names exactly the people whom the robot received`() async throws {
    let exposure = try #require(try await Self.run.value.exposure)
    #expect(exposure.lookUps >= 10_000)
    #expect(exposure.counted == 5_100)
    #expect(exposure.listed == 5_100)
    #expect(exposure.missing == 0)
    #expect(exposure.surplus == 0)
    #expect(exposure.unopened == 0)
    #expect(exposure.entries >= 2 * exposure.lookUps)
  }

  @Test func `(a) openssl cms opens the list with the key of an officer, and with no other`() async throws {
    let exposure = try #require(try await Self.run.value.exposure)
    #expect(exposure.openedByOpenSSL == 5_100)
    #expect(exposure.isClosedToStrangers)
  }

  @Test func `(b1) the card alone leaves nothing to passwords`() async throws {
    let act = try await act("b1")
    #expect(act.peopleExposed == 0)
    #expect(act.stopSeconds == 0)
    #expect(act.others.hindered == 0)
  }

  @Test func `(b2) a forced renewal is done by the robot itself, as the page says`() async throws {
    let act = try await act("b2")
    #expect(act.part == 100)
    #expect(act.answersByKind["accounts.renewal-required"] != nil)
    #expect(act.answersByKind["204"] != nil)
    #expect(act.answersByKind["200"] == 60)
    #expect(act.stopSeconds == nil)
  }

  @Test func `(b3) the response stops the robot when somebody is aware, and not before`() async throws {
    let act = try await act("b3")
    // 36 seconds at a hundredth, 19 doors, one look-up a second each.
    #expect(act.answersByKind["200"] == 36 * 19)
    #expect(act.stopSeconds == 36)
    #expect(act.peopleExposed > 0)
    #expect(act.others.hindered == 0)
  }

  @Test func `(b4) the watch says where to look within seconds, and stops nobody`() async throws {
    let act = try await act("b4")
    #expect(act.part == 100)
    #expect(act.answersByKind["200"] == 60)
    #expect(act.firstAlarm == "watch.new-network")
    #expect(act.firstAlarmSeconds == 5)
    // One for each account; the practice with its card gives no cause.
    #expect(act.alarms == ["watch.new-network": 19])
    #expect(act.stopSeconds == nil)
    #expect(act.others.hindered == 0)
  }

  @Test func `(b5) a ban stops the robot when somebody is aware, and no card on the same network`()
    async throws
  {
    let act = try await act("b5")
    #expect(act.part == 1)
    #expect(act.answersByKind["200"] == 36 * 19)
    // Three tries at each of the nineteen doors, then it gives up.
    #expect(act.answersByKind["bans.banned"] == 3 * 19)
    #expect(act.stopSeconds == 36)
    #expect(act.others.lookUps == 120)
    #expect(act.others.hindered == 0)
  }

  @Test func `(b6) quotas alone leave each account no more than a day of a person`() async throws {
    let act = try await act("b6")
    #expect(act.peopleExposed > 0)
    #expect(act.peopleExposed <= ReplayParameters.accounts * ReplayPolicy.peopleADay)
    #expect(act.firstAlarm == "gate.pace-suspected")
    #expect(act.others.hindered == 0)
  }

  @Test func `(b7) the telephone check stops no password, and whoever guesses there is noticed`() async throws
  {
    let act = try await act("b7")
    let calls = try #require(act.calls)
    #expect(act.part == 100)
    #expect(act.answersByKind["200"] == 60)
    #expect(act.stopSeconds == nil)
    #expect(calls.made == 57)
    #expect(calls.confirmed == 0)
    #expect(calls.codesSent == 0)
    #expect((1..<57).contains(calls.refused))
    #expect(act.firstAlarm == "telephone.failure-burst")
    #expect(Set(act.alarms.keys) == ["telephone.failure-burst"])
    #expect(act.others.hindered == 0)
  }

  @Test func `(b8) delegation alone stops no password, as the page says`() async throws {
    let act = try await act("b8")
    #expect(act.part == 100)
    #expect(act.answersByKind["200"] == 60)
    #expect(act.stopSeconds == nil)
  }

  @Test func `(b9) each owner has a notice within seconds, and nobody is stopped by it`() async throws {
    let act = try await act("b9")
    #expect(act.part == 100)
    #expect(act.answersByKind["200"] == 60)
    let notices = try #require(act.notices)
    #expect(notices.delivered == 19)
    #expect(notices.firstSeconds == 5)
    #expect(act.stopSeconds == nil)
    #expect(act.others.hindered == 0)
  }

  @Test func `(c) under all measures no password opens anything`() async throws {
    let act = try await act("c")
    #expect(act.peopleExposed == 0)
    #expect(act.stopSeconds == 0)
    #expect(act.answersByKind["200"] == nil)
    #expect(act.measures.count == Measure.allCases.count)
    #expect(act.firstAlarm == "watch.new-network")
    #expect(try #require(act.firstAlarmSeconds) <= 10)
    #expect(try #require(act.notices).delivered >= 1)
    #expect(act.calls?.confirmed == 0)
    #expect(act.others.hindered == 0)
  }

  @Test func `(d) a token is worth nothing elsewhere, and its theft is an alarm at once`() async throws {
    let act = try await act("d")
    #expect(act.isOverSocket)
    #expect(act.peopleExposed == 0)
    #expect(act.answers > 0)
    #expect(act.answersByKind["200"] == nil)
    #expect(act.firstAlarmSeconds == 0)
    #expect(act.victim?.hindered == 0)
    #expect(act.others.hindered == 0)
  }

  @Test(arguments: ["d2", "e"])
  func `(d2, e) behind a real card the robot gets no more than one window, and an alarm within it`(
    name: String
  ) async throws {
    let act = try await act(name)
    #expect(act.peopleExposed > 0)
    #expect(act.peopleExposed <= ReplayPolicy.peopleADay)
    #expect(try #require(act.firstAlarmSeconds) <= 60)
    #expect(act.stopSeconds != nil)
    #expect(act.others.hindered == 0)
  }

  @Test func `(f) a card without its PIN opens nothing`() async throws {
    let act = try await act("f")
    #expect(act.peopleExposed == 0)
    // Three tries, then the card is blocked for good; the forged proof is refused.
    #expect(act.answersByKind == ["pin.wrong": 2, "pin.blocked": 4, "proof.signature-invalid": 1])
    #expect(act.others.hindered == 0)
  }

  @Test func `(g) a practice with 180 patients and a secretary is not hindered once`() async throws {
    let act = try await act("g")
    #expect(act.others.lookUps == 360)
    #expect(act.others.hindered == 0)
    // A log-in each four hours, of nine, and no PIN beside.
    #expect(act.others.logIns == 6)
    #expect(act.others.stepUps == 0)
    #expect(act.firstAlarm == nil)
  }
}
