import CPSDiagnostics
import CPSPrimitives
import SmartCard

/// A card of which a test writes every answer.
final class ScriptedTransport: CardTransport {
  let answerToReset: [UInt8] = []
  let transmissionProtocol: TransmissionProtocol
  /// Every command received, in hexadecimal.
  private(set) var commands: [String] = []
  private let answer: (_ index: Int) throws(CPSError) -> String

  /// A card that answers the `index`-th command with what `answer` gives, in hexadecimal.
  init(
    _ transmissionProtocol: TransmissionProtocol = .t0,
    answer: @escaping (_ index: Int) throws(CPSError) -> String
  ) {
    self.transmissionProtocol = transmissionProtocol
    self.answer = answer
  }

  /// A card that gives `answers` in turn, and then dies.
  convenience init(_ transmissionProtocol: TransmissionProtocol = .t0, _ answers: String...) {
    self.init(transmissionProtocol) { (index) throws(CPSError) in
      guard answers.indices.contains(index) else { throw CPSError(.cardRemoved) }
      return answers[index]
    }
  }

  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    commands.append(Hexadecimal.encode(command.indices.map { command[$0] }))
    return Hexadecimal.decode(try answer(commands.count - 1)) ?? []
  }
}

/// Sends one command to `transport` over a channel of its own.
func exchange(
  _ command: CommandAPDU, with transport: ScriptedTransport,
  budget: CardBudget = CardBudget(exchanges: 20, bytes: 8_192)
) throws(CPSError) -> ResponseAPDU {
  var channel = CardChannel(over: transport, budget: budget)
  return try channel.send(command)
}
