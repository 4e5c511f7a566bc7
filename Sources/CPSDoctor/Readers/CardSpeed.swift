internal import SmartCard

/// What a real card with this answer to reset would need for a login.
struct CardSpeed: Sendable {
  /// The clock that readers give a card, in Hz; with it the model agrees with the trace of a real CPS3, 1.0 to
  /// 1.1 ms a byte (cps-card.md section 4.1, REAL).
  private static let clock = 4_000_000
  /// What a command costs besides its bytes, in seconds (the same trace).
  private static let overhead = 0.010
  /// Commands and bytes of a login with a card seen before: what the login may exchange at most.
  private static let login = (commands: 12, bytes: 500)

  /// What fills the places of ``Fact/speed``.
  let values: [String: String]

  /// Nil when the answer cannot be read, or holds a reserved value.
  init?(_ answerToReset: [UInt8], protocolName: String) {
    guard let answer = try? AnswerToReset(answerToReset), let conversion = answer.clockRateConversion,
      let adjustment = answer.baudRateAdjustment, let speed = answer.bitsPerSecond(atClock: Self.clock)
    else { return nil }
    // A character has ten elementary time units and a guard time of two for T=0, of one for T=1
    // (ISO/IEC 7816-3, clauses 7.2 and 11.2).
    let units = protocolName == TransmissionProtocol.t1.rawValue ? 11.0 : 12.0
    let seconds =
      Double(Self.login.commands) * Self.overhead + Double(Self.login.bytes) * units / Double(speed)
    let tenths = max(1, Int((seconds * 10).rounded(.up)))
    values = [
      "protocol": protocolName, "conversion": "\(conversion)", "adjustment": "\(adjustment)",
      "speed": "\(speed)", "seconds": "\(tenths / 10).\(tenths % 10)",
    ]
  }
}
