internal import CPSDiagnostics
internal import SmartCard
internal import Synchronization

/// Where a card lies, or none.
final class VirtualSlot: Sendable {
  private struct Content {
    var card: VirtualCard?
    var exchanges = 0
    var faults: [ConnectionFault] = []
    var transactions = 0
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

  /// Lets `faults` strike, counted from now.
  func plan(_ faults: [ConnectionFault]) {
    content.withLock {
      $0.faults = faults
      $0.transactions = 0
    }
  }

  /// Counts one transaction and returns what is to strike it.
  func nextTransactionFaults() -> [ConnectionFault] {
    content.withLock { content in
      content.transactions += 1
      return content.faults.filter { $0.transaction == content.transactions }
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
