public import CPSCard
public import CPSDiagnostics
internal import SmartCard

/// Reads the data objects of a card that only its PIN opens.
///
/// One human entry, one VERIFY, and the card is reset afterwards.
public struct PrivateDataFlow: Sendable {
  private let readers: any ReaderAccess
  private let prompt: any CodePrompt

  /// A flow over these parts.
  public init(readers: any ReaderAccess, prompt: any CodePrompt) {
    self.readers = readers
    self.prompt = prompt
  }

  /// Reads the card in a reader.
  ///
  /// - Parameter serial: the card whose public part was shown before.
  /// - Throws: ``Diagnostic/cardChanged`` for another card, ``Diagnostic/pinBlocked``, what the prompt and
  ///   ``CardInspection`` throw.
  public func run(in reader: String, of serial: CardSerial) async throws(CPSError) -> CardData {
    let connection = readers.connection(to: reader)
    let prepared = try await CardPIN.prepare(on: connection)
    guard prepared.serial == serial else { throw CPSError(.cardChanged) }
    guard !prepared.pin.isBlocked else { throw CPSError(.pinBlocked) }
    let request = CodeRequest(
      question: .currentPIN, reader: reader, serial: serial, triesLeft: prepared.pin.triesLeft,
      lengths: prepared.pinLengths)
    if prepared.pin.isLastTry { try await prompt.confirmLastTry(request) }
    return try await CardInspection.privateData(
      prepared, on: connection, pin: try await prompt.enter(request),
      lastTry: prepared.pin.isLastTry ? .confirmed : .refuse)
  }
}
