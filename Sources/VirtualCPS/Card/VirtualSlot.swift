internal import CPSDiagnostics
internal import SmartCard
internal import Synchronization

/// Where a card lies, or none.
final class VirtualSlot: Sendable {
  private struct Content {
    var card: VirtualCard?
    var exchanges = 0
  }

  private let content: Mutex<Content>

  init(_ card: VirtualCard?) {
    card?.insert()
    card?.powerOn()
    content = Mutex(Content(card: card))
  }

  /// The card that lies here.
  var card: VirtualCard? { content.withLock { $0.card } }

  /// Counts one command and returns its number, from 1.
  func nextExchange() -> Int {
    content.withLock {
      $0.exchanges += 1
      return $0.exchanges
    }
  }

  func cause(_ event: VirtualReaderEvent) {
    switch event {
    case .exchange(let other): put(other)
    case .removal: put(nil)
    case .reset: card?.reset()
    }
  }

  private func put(_ other: VirtualCard?) {
    content.withLock {
      $0.card?.powerOff()
      other?.insert()
      other?.powerOn()
      $0.card = other
    }
  }
}

/// The wire to the card that lay in the slot when the transaction began.
struct VirtualSlotTransport: CardTransport {
  let slot: VirtualSlot
  let card: VirtualCard
  let atExchange: @Sendable (Int) -> VirtualReaderEvent?

  var answerToReset: [UInt8] { card.answerToReset }
  var transmissionProtocol: TransmissionProtocol { card.transmissionProtocol }

  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    if let event = atExchange(slot.nextExchange()) {
      slot.cause(event)
      if case .reset = event { throw CPSError(.cardReset) }
    }
    guard slot.card === card else { throw CPSError(.cardRemoved) }
    return try VirtualCardTransport(to: card).transmit(command)
  }
}
