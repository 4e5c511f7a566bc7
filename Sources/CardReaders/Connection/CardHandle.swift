internal import CPCSCLite
internal import CPSDiagnostics
internal import SmartCard

/// A connection of the resource manager with the card in one reader, ended once.
///
/// Confined to the thread of its context.
final class CardHandle {
  private static let protocols = DWORD(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)

  private let reader: ReaderName
  private let handle: SCARDHANDLE
  // Kept so that the context outlives the handle.
  private let context: ResourceManagerContext
  private var activeProtocol: DWORD
  /// The answer to reset, known from the first transaction on.
  private(set) var answerToReset: [UInt8] = []

  /// Connects to the card, shared with other programs.
  init(_ reader: ReaderName, in context: ResourceManagerContext) throws(CPSError) {
    var handle: SCARDHANDLE = 0
    var activeProtocol: DWORD = 0
    let code = ReturnCode(
      reader.withCString {
        SCardConnect(
          context.handle, $0, DWORD(SCARD_SHARE_SHARED), Self.protocols, &handle, &activeProtocol)
      })
    guard code == .success else { throw ReturnCodeTable.error(code, in: "SCardConnect", reader: reader) }
    self.reader = reader
    self.handle = handle
    self.context = context
    self.activeProtocol = activeProtocol
  }

  deinit { SCardDisconnect(handle, DWORD(SCARD_LEAVE_CARD)) }

  /// Takes note that the card was reset by another program.
  func reconnect() throws(CPSError) {
    try check("SCardReconnect") {
      SCardReconnect(
        handle, DWORD(SCARD_SHARE_SHARED), Self.protocols, DWORD(SCARD_LEAVE_CARD), &activeProtocol)
    }
  }

  /// Waits until no other program is in a transaction, begins one, and learns what the card is.
  ///
  /// When a program ends inside its transaction pcscd 1.9.9 releases the card first and resets it then: the
  /// question after the beginning notices such a reset.
  func beginTransaction() -> ReturnCode {
    let code = ReturnCode(SCardBeginTransaction(handle))
    guard code == .success else { return code }
    var answer = [UInt8](repeating: 0, count: Int(MAX_ATR_SIZE))
    var length = DWORD(answer.count)
    var status = ReturnCode(SCardStatus(handle, nil, nil, nil, &activeProtocol, &answer, &length))
    if status == .success, activeProtocol == DWORD(SCARD_PROTOCOL_UNDEFINED) { status = .resetCard }
    if status == .success {
      answerToReset = Array(answer.prefix(Int(length)))
    } else {
      SCardEndTransaction(handle, DWORD(SCARD_LEAVE_CARD))
    }
    return status
  }

  /// Guards the transaction, until the value ends, against the death of this process.
  ///
  /// - Throws: as ``CardGuard/init(of:)`` does.
  func guardTransaction() throws(CPSError) -> CardGuard { try CardGuard(of: handle) }

  /// The protocol in force.
  var transmissionProtocol: TransmissionProtocol { activeProtocol == DWORD(SCARD_PROTOCOL_T1) ? .t1 : .t0 }

  /// Ends the transaction; a card that has left needs no end.
  func endTransaction(_ end: TransactionEnd) throws(CPSError) {
    let disposition = end == .reset ? SCARD_RESET_CARD : SCARD_LEAVE_CARD
    let code = ReturnCode(SCardEndTransaction(handle, DWORD(disposition)))
    guard code != .success, code != .removedCard, code != .resetCard else { return }
    throw ReturnCodeTable.error(code, in: "SCardEndTransaction", reader: reader)
  }

  /// One exchange.
  ///
  /// The command's own bytes are handed to the daemon: it may hold a PIN, of which no copy may be made here.
  ///
  /// - Throws: ``Diagnostic/responseTooLong`` above 256 bytes and a status word, more than a short APDU can
  ///   answer.
  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    var answer = [UInt8](repeating: 0, count: 258)
    var length = DWORD(answer.count)
    let code = command.withUnsafeBufferPointer { bytes in
      SCardTransmit(
        handle, cpsauth_protocol_control(activeProtocol), bytes.baseAddress, DWORD(bytes.count), nil, &answer,
        &length)
    }
    guard ReturnCode(code) == .success else {
      throw ReturnCodeTable.error(ReturnCode(code), in: "SCardTransmit", reader: reader)
    }
    return Array(answer.prefix(Int(length)))
  }

  private func check(_ call: String, _ body: () -> LONG) throws(CPSError) {
    let code = ReturnCode(body())
    guard code == .success else { throw ReturnCodeTable.error(code, in: call, reader: reader) }
  }
}
