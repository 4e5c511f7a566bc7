internal import SmartCard

/// A few misfortunes of card and connection, chosen by a seed: equal seeds give equal plans, on every machine.
public struct FaultPlan: Sendable, Hashable, CustomStringConvertible {
  /// What the plan came from.
  public let seed: UInt64
  /// What strikes the card, for ``VirtualCard/plan(_:)``.
  public let cardFaults: [CardFault]
  /// What strikes the connection, for ``VirtualCardConnection/plan(_:)``.
  public let connectionFaults: [ConnectionFault]

  /// Chooses one to three faults, of which about one in six strikes the connection.
  ///
  /// - Parameters:
  ///   - seed: what is chosen from.
  ///   - exchanges: the faults of the card strike one of the first so many commands; 1 at least.
  ///   - transactions: those of the connection strike one of the first so many transactions; 1 at least.
  public init(seed: UInt64, exchanges: Int = 64, transactions: Int = 3) {
    var dice = SeededDice(seed: seed)
    var cardFaults: [CardFault] = []
    var connectionFaults: [ConnectionFault] = []
    for _ in 1...dice.roll(1...3) {
      if dice.roll(1...6) == 1 {
        connectionFaults.append(Self.connectionFault(of: max(transactions, 1), from: &dice))
      } else {
        cardFaults.append(Self.cardFault(among: max(exchanges, 1), from: &dice))
      }
    }
    self.seed = seed
    self.cardFaults = cardFaults
    self.connectionFaults = connectionFaults
  }

  /// Plans all of it, counted from now.
  public func apply(to card: VirtualCard, over connection: VirtualCardConnection) {
    card.plan(cardFaults)
    connection.plan(connectionFaults)
  }

  /// The seed and every fault, to be printed when a test with this plan fails.
  public var description: String {
    let faults = cardFaults.map { "\($0)" } + connectionFaults.map { "\($0)" }
    return (["seed \(seed)"] + faults).joined(separator: "\n")
  }

  private static func connectionFault(of transactions: Int, from dice: inout SeededDice) -> ConnectionFault {
    ConnectionFault(
      dice.pick(ConnectionFault.Failure.allCases) ?? .cardBusy,
      at: dice.pick(ConnectionFault.Point.allCases) ?? .beginning,
      ofTransaction: dice.roll(1...transactions))
  }

  /// One fault in eight repeats itself for ever: a card that lies once is another matter than one that always
  /// does (attack cases HC-01 to HC-03).
  private static func cardFault(among exchanges: Int, from dice: inout SeededDice) -> CardFault {
    let moment = dice.roll(0...exchanges - 1)
    let times = dice.roll(1...8) == 1 ? Int.max : 1
    return CardFault(effect(from: &dice), afterExchanges: moment, times: times)
  }

  private static func effect(from dice: inout SeededDice) -> CardFault.Effect {
    switch dice.roll(0...13) {
    case 0: .mute
    case 1: .emptyAnswer
    case 2: .removal
    case 3: .removalAfterAction
    case 4: .refusal(statusWord(from: &dice))
    case 5: .substitutedStatus(statusWord(from: &dice))
    case 6: .truncation(to: dice.roll(0...40))
    case 7: .surplus((1...dice.roll(1...300)).map { UInt8(truncatingIfNeeded: $0) })
    case 8:
      .inversion(at: dice.roll(0...257), mask: UInt8(dice.roll(1...255)))
    case 9: .reset
    case 10: .resetAfterAction
    case 11: .forgetfulness
    case 12: .interloper(dice.pick(Interloper.all) ?? [])
    default: .delay(.seconds(dice.roll(1...1_000)))
    }
  }

  /// Half of them mean something to a host; the other half are any two bytes.
  private static func statusWord(from dice: inout SeededDice) -> StatusWord {
    let any = StatusWord(rawValue: UInt16(dice.roll(0...0xFFFF)))
    guard dice.roll(0...1) == 1 else { return any }
    return StatusWord(rawValue: dice.pick(knownStatusWords) ?? 0x9000)
  }

  /// Those of cps-card.md section 7, and those that announce data.
  private static let knownStatusWords: [UInt16] = [
    0x9000, 0x6100, 0x6101, 0x61FF, 0x6282, 0x6300, 0x63C0, 0x63C1, 0x63C2, 0x63C3, 0x6581, 0x6700, 0x6881,
    0x6982, 0x6983, 0x6984, 0x6985, 0x6986, 0x6A80, 0x6A82, 0x6A86, 0x6A88, 0x6B00, 0x6C00, 0x6C01, 0x6CFF,
    0x6D00, 0x6E00, 0x6F00, 0x9F10,
  ]
}
