public import CPSDiagnostics
public import SmartCard

/// Whether a card that was seen before still lies in a reader.
///
/// Proves that a card answers with that serial, and no more: a serial is no secret, and no key takes part.
public enum CardPresence {
  /// What one look may exchange: the serial takes two commands and some thirty bytes.
  public static let budget = CardBudget(exchanges: 6, bytes: 256)
  /// How long one look may last: a slow health terminal takes a fifth of it.
  public static let deadline = Duration.seconds(5)

  /// Reads the serial again, in one short transaction that leaves the card as it is.
  ///
  /// - Throws: ``Diagnostic/cardChanged`` when another card lies there; what ``CardConnection`` throws.
  public static func requireCard(
    _ serial: CardSerial, of generation: CardGeneration, on connection: some CardConnection
  ) async throws(CPSError) {
    try await connection.transaction(budget: budget, deadline: deadline) { (channel) throws(CPSError) in
      try generation.driver().requireSerial(serial, over: &channel)
    }
  }
}
