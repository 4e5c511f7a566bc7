/// The state of a card as its reader meets it: power, presence, and the fault that is to strike.
struct CardContacts {
  var operatingSystem: CardOperatingSystem
  var isPowered = false
  var isMute = false
  var isAbsent = false
  var exchanges = 0
  var fault: (effect: CardFault.Effect, exchange: Int)?

  init(operatingSystem: CardOperatingSystem) { self.operatingSystem = operatingSystem }

  /// Counts one exchange and tells what strikes it.
  mutating func strike() -> CardFault.Effect? {
    defer { exchanges += 1 }
    guard let planned = fault, exchanges >= planned.exchange else { return nil }
    fault = nil
    return planned.effect
  }

  mutating func reaction(
    with answer: [UInt8], under effect: CardFault.Effect?, recorder: ExchangeRecorder?
  ) -> CardReaction {
    switch effect {
    case .mute:
      isMute = true
      return .silence
    case .removal, .removalAfterAction:
      isAbsent = true
      return .absence
    case .emptyAnswer:
      recorder?.record(answer: [])
      return .answer([])
    case nil:
      recorder?.record(answer: answer)
      return .answer(answer)
    }
  }
}
