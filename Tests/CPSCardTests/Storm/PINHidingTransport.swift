import CPSDiagnostics
import SmartCard
import VirtualCPS

/// A wire that never keeps the PIN it is given: the card behind it gets its own PIN, or a wrong one, in its place.
///
/// A card in this process would hold a copy of the PIN that was typed, and a search of the memory would find it.
struct PINHidingTransport: CardTransport {
  let card: VirtualCard
  /// What the card is presented with.
  let substitute: String

  var answerToReset: [UInt8] { card.answerToReset }
  var transmissionProtocol: TransmissionProtocol { card.transmissionProtocol }

  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    guard command.count > 5, command[1] == Bench.verify else {
      return try VirtualCardTransport(to: card).transmit(command)
    }
    let digits = Array(substitute.utf8)
    let other = [command[0], command[1], command[2], command[3], UInt8(digits.count)] + digits
    return try VirtualCardTransport(to: card).transmit(other.span)
  }
}
