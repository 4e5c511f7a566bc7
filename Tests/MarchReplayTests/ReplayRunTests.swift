import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import Foundation
import InfopatientDemonstration
import Synchronization
import TestSupport
import Testing

@testable import march_replay

/// What holds for acts and runs whatever their measures.
@Suite struct ReplayRunTests {
  private static var small: ReplayParameters {
    var parameters = ReplayParameters()
    parameters.divisor = 1_000
    return parameters
  }

  private func act(_ name: String) throws -> Act { try #require(Act.all.first { $0.name == name }) }

  @Test func `each measure but the exposure report is played alone, and all of them together`() throws {
    #expect(Set(Measure.allCases.map(\.number)) == Set(1...9))
    for measure in Measure.allCases { #expect(try act("b\(measure.number)").measures == [measure]) }
    for name in ["c", "d", "d2", "e", "f", "g"] { #expect(try act(name).measures.count == 9) }
  }

  /// Over again with other keys, tokens and names, on which no figure may depend: the acts in which many doors work at
  /// once, or somebody guesses.
  @Test func `one seed gives the same figures again, but for the seconds of the machine`() async throws {
    let first = try await played()
    let second = try await played()
    #expect(first == second)
    #expect(first.contains("\"run_seconds\" : ?"))
  }

  private func played() async throws -> String {
    let acts = try ["a", "b6", "b7", "c"].map(act)
    let json = String(decoding: try await Replay(parameters: Self.small).play(acts).json(), as: UTF8.self)
    return json.replacing(/"((run|verify|count|list)_seconds)" : [0-9.e+-]+/) { "\"\($0.1)\" : ?" }
  }

  @Test func `notices tell the owner of a log-in, and nothing about any patient`() async throws {
    let world = try ReplayWorld(Self.small)
    var messages: [String] = []
    var recipients: [String] = []
    _ = try await ActRun(act: try act("b9"), world: world).play { service, stage in
      let delivered = service.sentries.notices?.delivered.map(\.message) ?? []
      messages = delivered.map { [$0.subject, $0.body].map { $0.french + $0.english }.joined() }
      recipients = delivered.map(\.recipient.text)
      // The robot was shown somebody, who could be named.
      #expect(stage.robot?.received.isEmpty == false)
    }
    #expect(recipients.sorted() == AccountCredential.leaked.map(\.mailbox).sorted())
    for message in messages {
      #expect(message.contains("203.0.113.0/24"))
      // Eight characters are of a workstation's key; a number of somebody is longer.
      #expect(try /[0-9]{9}/.firstMatch(in: message) == nil)
      for number in world.list.numbers {
        let insured = world.population.insured(try NIR(number.textWithKey))
        #expect(!message.contains(number.text))
        if let insured { #expect(!message.contains(insured.familyName), "\(insured.familyName)") }
      }
    }
  }

  @Test func `a port that somebody took meanwhile is given up for another`() async throws {
    let taken = try OccupiedPort()
    defer { taken.release() }
    let asked = Mutex(0)
    let run = ActRun(
      act: try act("d"), world: try ReplayWorld(Self.small),
      choosingPort: {
        let number = asked.withLock { count in
          count += 1
          return count
        }
        return number <= 2 ? taken.number : Int(try PortPair.free())
      })
    #expect(try await run.play().answersByKind["200"] == nil)
    #expect(asked.withLock { $0 } >= 3)
  }

  @Test func `a port that is never free is told`() async throws {
    let taken = try OccupiedPort()
    defer { taken.release() }
    let run = ActRun(
      act: try act("d"), world: try ReplayWorld(Self.small), choosingPort: { taken.number })
    await #expect(throws: SocketService.NotServing.self) { try await run.play() }
  }
}
