import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import InfopatientDemonstration
import OpenSSLKit
import SyntheticIGC

/// Look-ups of many others in the same log, so that a report has to find the robot's among a million.
///
/// Through the gate and past the front: what is measured is the reading of the log.
struct LogFiller: Sendable {
  /// How many look-ups are under way at once.
  private static let concurrency = 64

  let service: ReplayService
  let world: ReplayWorld

  /// Adds so many look-ups by a physician with a card.
  func fill(_ count: Int) async throws {
    guard count > 0 else { return }
    let card = try world.tree.issueCard(to: .physician, serial: "98000203")
    let station = try VirtualWorkstation(
      audience: service.audience, clock: service.clock, random: SystemRandomSource())
    let session = try await station.logIn(to: service.authenticator, with: card.card).session
    let numbers = world.population.numbers
    try await withThrowingTaskGroup(of: Void.self) { group in
      for first in 0..<Self.concurrency {
        group.addTask {
          for place in stride(from: first, to: count, by: Self.concurrency) {
            let number = try NIR(numbers[place % numbers.count].textWithKey)
            _ = try await service.gate.perform(InfopatientLookup.self, as: session, about: number) { permit in
              world.population.insured(try permit.redeem())
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
