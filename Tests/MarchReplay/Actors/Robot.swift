import CPSDiagnostics
import CPSPrimitives

/// The robot: it chains look-ups by number through all the doors that it has, at its pace.
struct Robot: Sendable {
  /// What it was shown, in the order in which it came; this is the robot's own record.
  private(set) var received: [InsuredNumber] = []
  /// How many answers of each kind it got.
  private(set) var answers: [String: Int] = [:]
  /// When it got the last data of somebody.
  private(set) var lastReceived: Timestamp?
  private var hands: [RobotHand]
  private let numbers: [InsuredNumber]
  private var position = 0
  private var again: [InsuredNumber] = []
  private let numbersAStep: Int
  private let step: Duration

  /// A robot.
  ///
  /// - Parameters:
  ///   - numbers: the numbers that it tries.
  ///   - pace: how many it tries a second by each door.
  ///   - step: for how long it works between two looks at the clock, in whole seconds.
  init(_ hands: [RobotHand], trying numbers: [InsuredNumber], pace: Int, step: Int) {
    self.hands = hands
    self.numbers = numbers
    numbersAStep = pace * step
    self.step = .seconds(step)
  }

  /// Whether it has an answer about every number.
  var isThroughItsList: Bool { position == numbers.count && again.isEmpty }

  /// When it goes on; nil when it has no number left, or no door.
  var nextMoment: Timestamp? {
    guard !isThroughItsList else { return nil }
    return hands.filter { !$0.isGivenUp }.map(\.readyAt).min()
  }

  /// Works for one step through all doors that are ready, at once.
  mutating func work(at now: Timestamp) async throws {
    let span = step
    try await enter(at: now)
    var shares: [(place: Int, hand: RobotHand, numbers: [InsuredNumber])] = []
    for (place, hand) in hands.enumerated() where !hand.isGivenUp && hand.readyAt <= now {
      let share = take(numbersAStep)
      if !share.isEmpty { shares.append((place, hand, share)) }
    }
    let done = try await withThrowingTaskGroup(of: (Int, RobotHand, RobotYield).self) { group in
      for (place, hand, share) in shares {
        group.addTask {
          var hand = hand
          let yield = try await hand.work(through: share, at: now, for: span)
          return (place, hand, yield)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    // In the order of the doors, so that a run can be repeated.
    for (place, hand, yield) in done.sorted(by: { $0.0 < $1.0 }) {
      hands[place] = hand
      received += yield.received
      again += yield.unanswered
      answers.merge(yield.answers, uniquingKeysWith: +)
      if !yield.received.isEmpty { lastReceived = now }
    }
  }

  /// Goes in by each door that is ready, one after the other: all at once they would take from each other what the limit
  /// of strangers leaves, in an order that no seed decides.
  private mutating func enter(at now: Timestamp) async throws {
    guard !isThroughItsList else { return }
    for place in hands.indices {
      guard hands[place].isOutside, !hands[place].isGivenUp, hands[place].readyAt <= now else { continue }
      let yield = try await hands[place].enter(at: now)
      answers.merge(yield.answers, uniquingKeysWith: +)
    }
  }

  private mutating func take(_ count: Int) -> [InsuredNumber] {
    var share = Array(again.prefix(count))
    again.removeFirst(share.count)
    let fresh = numbers[position..<min(position + count - share.count, numbers.count)]
    position += fresh.count
    share += fresh
    return share
  }
}
