internal import CPSDiagnostics
internal import SmartCard

/// A connection of the resource manager with the card in one reader, ended once.
///
/// Confined to the thread of its context.
final class CardHandle {
  /// The longest answer to a short APDU: 256 bytes and a status word (ISO/IEC 7816-3, clause 12.1).
  private static let longestAnswer = 258

  private let reader: ReaderName
  private let handle: ResourceManager.Handle
  // Kept so that the context outlives the handle.
  private let context: ResourceManagerContext
  private var cardProtocol: CardProtocol
  /// How the card is left at the end.
  private var farewell = TransactionEnd.leave
  /// The answer to reset, known from the first transaction on.
  private(set) var answerToReset: [UInt8] = []
  /// What the reader can do by itself, asked once.
  private(set) lazy var features = ReaderFeatures.ask(self, of: reader)

  /// Connects to the card, shared with other programs.
  init(_ reader: ReaderName, in context: ResourceManagerContext) throws(CPSError) {
    let result = context.manager.connect(to: reader, in: context.context)
    guard result.code == .success else {
      throw ReturnCodeTable.error(result.code, in: "SCardConnect", reader: reader)
    }
    self.reader = reader
    self.context = context
    handle = result.value.handle
    cardProtocol = result.value.cardProtocol
  }

  deinit { manager.disconnect(handle, farewell) }

  private var manager: any ResourceManager { context.manager }

  /// Takes note that the card was reset by another program.
  func reconnect() throws(CPSError) {
    let result = manager.reconnect(handle)
    guard result.code == .success else { throw error(result.code, in: "SCardReconnect") }
    cardProtocol = result.value
  }

  /// Waits until no other program is in a transaction, begins one, and learns what the card is.
  ///
  /// When a program ends inside its transaction pcscd 1.9.9 releases the card first and resets it then: the
  /// question after the beginning notices such a reset.
  func beginTransaction() -> ReturnCode {
    let code = manager.beginTransaction(handle)
    guard code == .success else { return code }
    let status = manager.status(of: handle)
    let isReset = status.code == .success && status.value.cardProtocol == .undefined
    guard status.code == .success, !isReset else {
      _ = manager.endTransaction(handle, .leave)
      return isReset ? .resetCard : status.code
    }
    cardProtocol = status.value.cardProtocol
    answerToReset = status.value.answerToReset
    return .success
  }

  /// Guards the transaction, until the value ends, against the death of this process.
  ///
  /// - Throws: as ``CardGuard/init(of:)`` does.
  func guardTransaction() throws(CPSError) -> CardGuard? { try manager.guardTransaction(of: handle) }

  /// The protocol in force.
  var transmissionProtocol: TransmissionProtocol { cardProtocol.transmissionProtocol }

  /// Ends the transaction; a card that has left needs no end.
  func endTransaction(_ end: TransactionEnd) throws(CPSError) {
    let code = manager.endTransaction(handle, end)
    guard code != .success, code != .removedCard, code != .resetCard else { return }
    // What could not be reset now is asked for once more when the card is let go: the PIN may be open.
    farewell = end
    throw error(code, in: "SCardEndTransaction")
  }

  /// One exchange.
  ///
  /// - Throws: ``Diagnostic/responseTooLong`` above 256 bytes and a status word, more than a short APDU can
  ///   answer.
  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    let result = manager.transmit(command, to: handle, over: cardProtocol, capacity: Self.longestAnswer)
    guard result.code == .success else { throw error(result.code, in: "SCardTransmit") }
    return result.value
  }

  /// A command to the reader itself.
  func control(_ code: UInt32, with input: [UInt8] = []) throws(CPSError) -> [UInt8] {
    let result = manager.control(code, with: input, of: handle, capacity: Self.longestAnswer)
    guard result.code == .success else { throw error(result.code, in: "SCardControl") }
    return result.value
  }

  private func error(_ code: ReturnCode, in call: String) -> CPSError {
    ReturnCodeTable.error(code, in: call, reader: reader)
  }
}
