internal import SmartCard

extension TransmissionProtocol {
  /// What pcsc-lite agrees on with a card: T=1 wherever the card offers it (cps-card.md section 1).
  static func negotiated(from answer: AnswerToReset) -> TransmissionProtocol {
    answer.protocols.contains(1) ? .t1 : .t0
  }
}
