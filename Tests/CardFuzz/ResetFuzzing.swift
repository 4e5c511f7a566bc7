internal import CPSCard
internal import CPSDiagnostics
internal import SmartCard

/// Answers to reset, alone and as the first thing that a login looks at.
enum ResetFuzzing {
  /// A card that knows nothing but its answer to reset, and accepts everything or finds nothing.
  private struct Shell: CardTransport {
    let answerToReset: [UInt8]
    let transmissionProtocol = TransmissionProtocol.t0
    let finds: Bool

    func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
      finds ? [0x90, 0x00] : [0x6A, 0x82]
    }
  }

  static func violation(by input: [UInt8]) -> String? {
    if let answer = try? AnswerToReset(input) {
      if answer.bytes != input { return "other bytes than were read" }
      if answer.historicalBytes.count > 15 { return "\(answer.historicalBytes.count) historical bytes" }
      if answer.protocols.isEmpty { return "no protocol" }
    }
    for finds in [true, false] {
      let card = Shell(answerToReset: input, finds: finds)
      var channel = CardChannel(over: card, budget: CardBudget(exchanges: 64, bytes: 4_096))
      let generation = try? CardRecognition.recognise(&channel)
      if generation != nil, !finds { return "recognised a card without the application" }
      if !finds, channel.count.exchanges > 4 { return "\(channel.count.exchanges) commands to refuse a card" }
    }
    return nil
  }
}
