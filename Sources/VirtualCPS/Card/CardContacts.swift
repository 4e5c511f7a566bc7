internal import SmartCard

/// The state of a card as its reader meets it: power, presence, and the faults that are to strike.
struct CardContacts {
  var operatingSystem: CardOperatingSystem
  var isPowered = false
  var isMute = false
  var isAbsent = false
  private var exchanges = 0
  private var faults: [(effect: CardFault.Effect, exchanges: Range<Int>)] = []

  init(operatingSystem: CardOperatingSystem) { self.operatingSystem = operatingSystem }

  /// Lets `faults` strike, counted from now, in the place of those planned before.
  mutating func plan(_ faults: [CardFault]) {
    self.faults = faults.map { fault in
      let first = exchanges + max(fault.afterExchanges, 0)
      let (end, isEndless) = first.addingReportingOverflow(max(fault.times, 0))
      return (fault.effect, first..<(isEndless ? .max : end))
    }
  }

  /// Lets the command reach the card, or what strikes it.
  mutating func react(to command: [UInt8], recorder: ExchangeRecorder?) -> CardReaction {
    let effect = faults.first { $0.exchanges.contains(exchanges) }?.effect
    exchanges += 1
    switch effect {
    case .removal:
      isAbsent = true
      return .absence
    case .reset:
      operatingSystem.state = VolatileState()
      return .resetNotice
    case .forgetfulness: operatingSystem.state = VolatileState()
    case .interloper(let commands): for other in commands { _ = operatingSystem.answer(other) }
    case .refusal(let status):
      recorder?.record(command: command)
      recorder?.record(answer: [status.sw1, status.sw2])
      return .answer([status.sw1, status.sw2])
    default: break
    }
    recorder?.record(command: command)
    return reaction(with: operatingSystem.answer(command), under: effect, recorder: recorder)
  }

  /// What becomes of the answer of a card that acted.
  private mutating func reaction(
    with answer: [UInt8], under effect: CardFault.Effect?, recorder: ExchangeRecorder?
  ) -> CardReaction {
    switch effect {
    case .mute:
      isMute = true
      return .silence
    case .removalAfterAction:
      isAbsent = true
      return .absence
    case .resetAfterAction:
      operatingSystem.state = VolatileState()
      return .resetNotice
    default:
      let altered = effect?.altered(answer) ?? answer
      recorder?.record(answer: altered)
      if case .delay(let duration) = effect { return .lateAnswer(altered, after: duration) }
      return .answer(altered)
    }
  }
}

extension CardFault.Effect {
  /// The answer as the reader gets it.
  fileprivate func altered(_ answer: [UInt8]) -> [UInt8] {
    switch self {
    case .emptyAnswer: return []
    case .substitutedStatus(let status): return answer.dropLast(2) + [status.sw1, status.sw2]
    case .truncation(let length): return Array(answer.prefix(max(length, 0)))
    case .surplus(let bytes): return answer.dropLast(2) + bytes + answer.suffix(2)
    case .inversion(let index, let mask):
      guard !answer.isEmpty else { return answer }
      var inverted = answer
      inverted[Int(index.magnitude % UInt(answer.count))] ^= mask
      return inverted
    default: return answer
    }
  }
}
