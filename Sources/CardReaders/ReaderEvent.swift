/// Something that happened at the readers.
public enum ReaderEvent: Sendable, Hashable {
  /// A reader came.
  case readerConnected(ReaderName)
  /// A reader went; a card in it went before.
  case readerDisconnected(ReaderName)
  /// A card that answers was inserted.
  case cardInserted(ReaderName, answerToReset: [UInt8])
  /// A card that does not answer was inserted.
  case cardMute(ReaderName)
  /// The card was taken out.
  case cardRemoved(ReaderName)
  /// The resource manager went; what was in its readers was told as removed before.
  case serviceLost
  /// It is back; its readers follow.
  case serviceRestored
}

extension ReaderEvent {
  /// What happened between two looks at the readers, in an order in which it can have happened.
  ///
  /// A card that was exchanged between the looks shows as removed and inserted: the resource manager counts
  /// both. A card whose answer to reset is not known yet is not announced before it is.
  static func events(from old: [ReaderState], to new: [ReaderState]) -> [ReaderEvent] {
    let before = Dictionary(old.map { ($0.name, $0) }) { first, _ in first }
    let after = Set(new.map(\.name))
    var events: [ReaderEvent] = []
    for state in old where !after.contains(state.name) {
      if state.isAnnounced { events.append(.cardRemoved(state.name)) }
      events.append(.readerDisconnected(state.name))
    }
    for state in new {
      if let previous = before[state.name] {
        events += changes(from: previous, to: state)
      } else {
        events.append(.readerConnected(state.name))
        events += arrival(of: state)
      }
    }
    return events
  }

  private static func changes(from old: ReaderState, to new: ReaderState) -> [ReaderEvent] {
    var events: [ReaderEvent] = []
    // Power management lets a card's answer to reset come and go: only the count tells an exchange.
    let isSameCard = old.hasCard && new.hasCard && new.eventCount &- old.eventCount < 2
    if !(isSameCard && old.isAnnounced) {
      if old.isAnnounced { events.append(.cardRemoved(old.name)) }
      events += arrival(of: new)
    }
    return events
  }

  private static func arrival(of state: ReaderState) -> [ReaderEvent] {
    switch state.card {
    case .absent: []
    case .mute: [.cardMute(state.name)]
    case .present(let answerToReset):
      answerToReset.isEmpty ? [] : [.cardInserted(state.name, answerToReset: answerToReset)]
    }
  }
}

extension ReaderState {
  /// Whether an event has told of the card.
  fileprivate var isAnnounced: Bool {
    switch card {
    case .absent: false
    case .mute: true
    case .present(let answerToReset): !answerToReset.isEmpty
    }
  }
}
