public import CPSDiagnostics
public import SmartCard

/// What only the PIN opens.
extension CardInspection {
  /// What ``privateData(_:over:pin:lastTry:)`` may exchange: serial, tries and VERIFY, the directory, and its
  /// objects: sixteen activities of 512 bytes, in two forms, and twelve others of 1,024.
  public static let privateDataBudget = CardBudget(exchanges: 384, bytes: 49_152)

  /// How long it may last: ``privateDataBudget`` at 1.1 ms a byte and 100 ms a command, rounded up.
  public static let privateDataDeadline = Duration.seconds(95)

  /// All data objects of the card, those included that the PIN guards; of a CPS3 also those that only its view
  /// as the card before it has.
  ///
  /// The transaction must end with ``TransactionEnd/reset``.
  ///
  /// - Parameters:
  ///   - prepared: the card, as ``CardPIN/prepare(over:)`` found it.
  ///   - channel: a card in a transaction of its own.
  ///   - pin: what the person typed.
  ///   - lastTry: whether the last try before the card blocks may be spent.
  /// - Throws: what ``CardPIN/verify(_:over:pin:lastTry:)`` throws; then ``Diagnostic/cardIncomplete``,
  ///   ``Diagnostic/malformedTLV`` or ``Diagnostic/lengthMismatch`` for a directory that cannot be read.
  public static func privateData(
    _ prepared: PreparedPIN, over channel: inout CardChannel, pin: consuming PIN, lastTry: LastTry
  ) throws(CPSError) -> CardData {
    let session = try CodeSession(prepared)
    let verdict = try session.begin(.pin, entry: pin, lastTry: lastTry, over: &channel)
    try session.present(pin, with: verdict, over: &channel)
    let directory = try session.driver.readDirectory(over: &channel)
    let data = try CardData.read(from: directory, isOpen: true, over: &channel)
    guard session.driver.hasFormerView else { return data }
    return try data.withFormerView(over: &channel)
  }

  /// ``privateData(_:over:pin:lastTry:)`` as one transaction, which ends with a reset however it goes.
  ///
  /// - Throws: what it and ``CardConnection`` throw.
  public static func privateData(
    _ prepared: PreparedPIN, on connection: some CardConnection, pin: consuming PIN, lastTry: LastTry,
    deadline: Duration = privateDataDeadline
  ) async throws(CPSError) -> CardData {
    try await connection.transaction(
      budget: privateDataBudget, deadline: deadline, ending: .reset, with: pin
    ) { (channel, pin) throws(CPSError) in
      try privateData(prepared, over: &channel, pin: pin, lastTry: lastTry)
    }
  }
}
