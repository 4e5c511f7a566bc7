import CPSDiagnostics
import SmartCard
import Synchronization

/// A wire to a card that takes every command, and counts them.
final class CountingWire: CardTransport, Sendable {
  private let count = Atomic<Int>(0)

  let answerToReset: [UInt8] = [0x3B, 0x00]
  let transmissionProtocol = TransmissionProtocol.t1

  /// How many commands it took.
  var commands: Int { count.load(ordering: .sequentiallyConsistent) }

  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    count.add(1, ordering: .sequentiallyConsistent)
    return [0x90, 0x00]
  }
}
