internal import CPCSCLite
internal import CPSDiagnostics

/// What each return code of the resource manager means to a person: every code of pcsclite.h, one row each.
///
/// Codes that a call may answer in the ordinary course (a lost race, a time-out of a wait) are dealt with
/// where they occur; a row says what they mean when they come unexpected.
enum ReturnCodeTable {
  struct Row: Sendable {
    let code: ReturnCode
    let name: String
    let diagnostic: Diagnostic

    init(_ value: LONG, _ name: String, _ diagnostic: Diagnostic) {
      code = ReturnCode(value)
      self.name = name
      self.diagnostic = diagnostic
    }
  }

  // SCARD_E_UNEXPECTED has the number of SCARD_E_UNSUPPORTED_FEATURE and is never returned (pcsclite.h).
  static let rows: [Row] = [
    Row(SCARD_F_INTERNAL_ERROR, "SCARD_F_INTERNAL_ERROR", .readerFault),
    Row(SCARD_E_CANCELLED, "SCARD_E_CANCELLED", .cancelled),
    Row(SCARD_E_INVALID_HANDLE, "SCARD_E_INVALID_HANDLE", .readerFault),
    Row(SCARD_E_INVALID_PARAMETER, "SCARD_E_INVALID_PARAMETER", .readerFault),
    Row(SCARD_E_INVALID_TARGET, "SCARD_E_INVALID_TARGET", .readerFault),
    Row(SCARD_E_NO_MEMORY, "SCARD_E_NO_MEMORY", .readerFault),
    Row(SCARD_F_WAITED_TOO_LONG, "SCARD_F_WAITED_TOO_LONG", .timedOut),
    Row(SCARD_E_INSUFFICIENT_BUFFER, "SCARD_E_INSUFFICIENT_BUFFER", .responseTooLong),
    Row(SCARD_E_UNKNOWN_READER, "SCARD_E_UNKNOWN_READER", .readerNotFound),
    Row(SCARD_E_TIMEOUT, "SCARD_E_TIMEOUT", .timedOut),
    Row(SCARD_E_SHARING_VIOLATION, "SCARD_E_SHARING_VIOLATION", .cardBusy),
    Row(SCARD_E_NO_SMARTCARD, "SCARD_E_NO_SMARTCARD", .noCard),
    Row(SCARD_E_UNKNOWN_CARD, "SCARD_E_UNKNOWN_CARD", .readerFault),
    Row(SCARD_E_CANT_DISPOSE, "SCARD_E_CANT_DISPOSE", .readerFault),
    Row(SCARD_E_PROTO_MISMATCH, "SCARD_E_PROTO_MISMATCH", .cardUnresponsive),
    Row(SCARD_E_NOT_READY, "SCARD_E_NOT_READY", .cardUnresponsive),
    Row(SCARD_E_INVALID_VALUE, "SCARD_E_INVALID_VALUE", .readerFault),
    Row(SCARD_E_SYSTEM_CANCELLED, "SCARD_E_SYSTEM_CANCELLED", .readerServiceUnavailable),
    Row(SCARD_F_COMM_ERROR, "SCARD_F_COMM_ERROR", .readerServiceUnavailable),
    Row(SCARD_F_UNKNOWN_ERROR, "SCARD_F_UNKNOWN_ERROR", .readerFault),
    Row(SCARD_E_INVALID_ATR, "SCARD_E_INVALID_ATR", .cardUnresponsive),
    Row(SCARD_E_NOT_TRANSACTED, "SCARD_E_NOT_TRANSACTED", .cardUnresponsive),
    Row(SCARD_E_READER_UNAVAILABLE, "SCARD_E_READER_UNAVAILABLE", .readerNotFound),
    Row(SCARD_P_SHUTDOWN, "SCARD_P_SHUTDOWN", .readerServiceUnavailable),
    Row(SCARD_E_PCI_TOO_SMALL, "SCARD_E_PCI_TOO_SMALL", .readerFault),
    Row(SCARD_E_READER_UNSUPPORTED, "SCARD_E_READER_UNSUPPORTED", .readerFault),
    Row(SCARD_E_DUPLICATE_READER, "SCARD_E_DUPLICATE_READER", .readerFault),
    Row(SCARD_E_CARD_UNSUPPORTED, "SCARD_E_CARD_UNSUPPORTED", .cardUnresponsive),
    Row(SCARD_E_NO_SERVICE, "SCARD_E_NO_SERVICE", .readerServiceUnavailable),
    Row(SCARD_E_SERVICE_STOPPED, "SCARD_E_SERVICE_STOPPED", .readerServiceUnavailable),
    Row(SCARD_E_UNSUPPORTED_FEATURE, "SCARD_E_UNSUPPORTED_FEATURE", .readerFault),
    Row(SCARD_E_ICC_INSTALLATION, "SCARD_E_ICC_INSTALLATION", .readerFault),
    Row(SCARD_E_ICC_CREATEORDER, "SCARD_E_ICC_CREATEORDER", .readerFault),
    Row(SCARD_E_DIR_NOT_FOUND, "SCARD_E_DIR_NOT_FOUND", .readerFault),
    Row(SCARD_E_FILE_NOT_FOUND, "SCARD_E_FILE_NOT_FOUND", .readerFault),
    Row(SCARD_E_NO_DIR, "SCARD_E_NO_DIR", .readerFault),
    Row(SCARD_E_NO_FILE, "SCARD_E_NO_FILE", .readerFault),
    Row(SCARD_E_NO_ACCESS, "SCARD_E_NO_ACCESS", .readerServiceRefused),
    Row(SCARD_E_WRITE_TOO_MANY, "SCARD_E_WRITE_TOO_MANY", .readerFault),
    Row(SCARD_E_BAD_SEEK, "SCARD_E_BAD_SEEK", .readerFault),
    Row(SCARD_E_INVALID_CHV, "SCARD_E_INVALID_CHV", .readerFault),
    Row(SCARD_E_UNKNOWN_RES_MNG, "SCARD_E_UNKNOWN_RES_MNG", .readerFault),
    Row(SCARD_E_NO_SUCH_CERTIFICATE, "SCARD_E_NO_SUCH_CERTIFICATE", .readerFault),
    Row(SCARD_E_CERTIFICATE_UNAVAILABLE, "SCARD_E_CERTIFICATE_UNAVAILABLE", .readerFault),
    Row(SCARD_E_NO_READERS_AVAILABLE, "SCARD_E_NO_READERS_AVAILABLE", .noReader),
    Row(SCARD_E_COMM_DATA_LOST, "SCARD_E_COMM_DATA_LOST", .cardUnresponsive),
    Row(SCARD_E_NO_KEY_CONTAINER, "SCARD_E_NO_KEY_CONTAINER", .readerFault),
    Row(SCARD_E_SERVER_TOO_BUSY, "SCARD_E_SERVER_TOO_BUSY", .cardBusy),
    Row(SCARD_W_UNSUPPORTED_CARD, "SCARD_W_UNSUPPORTED_CARD", .cardUnresponsive),
    Row(SCARD_W_UNRESPONSIVE_CARD, "SCARD_W_UNRESPONSIVE_CARD", .cardUnresponsive),
    Row(SCARD_W_UNPOWERED_CARD, "SCARD_W_UNPOWERED_CARD", .cardUnresponsive),
    Row(SCARD_W_RESET_CARD, "SCARD_W_RESET_CARD", .cardReset),
    Row(SCARD_W_REMOVED_CARD, "SCARD_W_REMOVED_CARD", .cardRemoved),
    Row(SCARD_W_SECURITY_VIOLATION, "SCARD_W_SECURITY_VIOLATION", .readerServiceRefused),
    Row(SCARD_W_WRONG_CHV, "SCARD_W_WRONG_CHV", .readerFault),
    Row(SCARD_W_CHV_BLOCKED, "SCARD_W_CHV_BLOCKED", .readerFault),
    Row(SCARD_W_EOF, "SCARD_W_EOF", .readerFault),
    Row(SCARD_W_CANCELLED_BY_USER, "SCARD_W_CANCELLED_BY_USER", .cancelled),
    Row(SCARD_W_CARD_NOT_AUTHENTICATED, "SCARD_W_CARD_NOT_AUTHENTICATED", .readerFault),
  ]

  private static let rowsByCode = Dictionary(rows.map { ($0.code, $0) }) { first, _ in first }

  static func row(of code: ReturnCode) -> Row? { rowsByCode[code] }

  /// The calls at which the daemon asks polkit (attack case HR-04).
  private static let authorisedCalls: Set<String> = ["SCardEstablishContext", "SCardConnect"]

  /// The error for a call that failed; an unknown code is a fault of the reader.
  static func error(_ code: ReturnCode, in call: String, reader: ReaderName?) -> CPSError {
    let values = reader.map { ["reader": $0.text] } ?? [:]
    return CPSError(diagnostic(of: code, in: call), values, reason: "\(call): \(code.text)")
  }

  /// libpcsclite reports any closed socket as SCARD_W_SECURITY_VIOLATION: where nothing is authorised, it is
  /// the daemon that has gone (seen with 1.9.9).
  private static func diagnostic(of code: ReturnCode, in call: String) -> Diagnostic {
    if code == .securityViolation, !authorisedCalls.contains(call) { return .readerServiceUnavailable }
    // A list that grows again and again; elsewhere it is the card that answers too much.
    if code == .insufficientBuffer, call == "SCardListReaders" { return .readerFault }
    // A card that was reset has no protocol until somebody reconnects.
    if code == .protocolMismatch, call == "SCardTransmit" { return .cardReset }
    return row(of: code)?.diagnostic ?? .readerFault
  }
}
