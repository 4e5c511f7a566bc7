internal import CPCSCLite
internal import CPSDiagnostics
private import Foundation
internal import SmartCard

/// The resource manager of this machine: pcscd, through libpcsclite.
struct SystemResourceManager: ResourceManager {
  private static let protocols = DWORD(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)

  private let gate = LibraryGate.ofThisProcess

  func establishContext() -> CallResult<Context> {
    var context: SCARDCONTEXT = 0
    let code = gate.pass { SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &context) }
    return CallResult(ReturnCode(code), context)
  }

  func releaseContext(_ context: Context) { _ = gate.pass { SCardReleaseContext(context) } }

  func cancel(_ context: Context) { _ = gate.pass { SCardCancel(context) } }

  func diagnosis() -> ServiceDiagnosis { .ofThisMachine() }

  func readerListLength(in context: Context) -> CallResult<Int> {
    var length: DWORD = 0
    let code = gate.pass { SCardListReaders(context, nil, nil, &length) }
    return CallResult(ReturnCode(code), Int(clamping: length))
  }

  func readerList(in context: Context, capacity: Int) -> CallResult<[UInt8]> {
    var buffer = [CChar](repeating: 0, count: capacity)
    var length = DWORD(capacity)
    let code = gate.pass { SCardListReaders(context, nil, &buffer, &length) }
    let bytes = buffer.prefix(Int(clamping: length)).map { UInt8(bitPattern: $0) }
    return CallResult(ReturnCode(code), bytes)
  }

  func statusChange(
    in context: Context, milliseconds: Int, of rows: inout [ReaderWatchRow]
  ) -> ReturnCode {
    let names = rows.map { row in row.reader.withCString { strdup($0) } }
    defer { names.forEach { free($0) } }
    var table = zip(rows, names).map { row, name in
      var entry = SCARD_READERSTATE()
      entry.szReader = UnsafePointer(name)
      entry.dwCurrentState = DWORD(row.known)
      return entry
    }
    let count = DWORD(table.count)
    let code = gate.pass(.waiting) {
      ReturnCode(SCardGetStatusChange(context, DWORD(milliseconds), &table, count))
    }
    for (index, entry) in table.enumerated() {
      let length = min(Int(clamping: entry.cbAtr), Int(MAX_ATR_SIZE))
      rows[index].seen = UInt32(truncatingIfNeeded: entry.dwEventState)
      rows[index].answerToReset = withUnsafeBytes(of: entry.rgbAtr) { Array($0.prefix(length)) }
    }
    return code
  }

  func connect(to reader: ReaderName, in context: Context) -> CallResult<Connected> {
    var handle: SCARDHANDLE = 0
    var active: DWORD = 0
    let code = reader.withCString { name in
      gate.pass { SCardConnect(context, name, DWORD(SCARD_SHARE_SHARED), Self.protocols, &handle, &active) }
    }
    return CallResult(ReturnCode(code), Connected(handle: handle, cardProtocol: CardProtocol(active)))
  }

  func reconnect(_ handle: Handle) -> CallResult<CardProtocol> {
    var active: DWORD = 0
    let code = gate.pass {
      SCardReconnect(handle, DWORD(SCARD_SHARE_SHARED), Self.protocols, DWORD(SCARD_LEAVE_CARD), &active)
    }
    return CallResult(ReturnCode(code), CardProtocol(active))
  }

  func disconnect(_ handle: Handle, _ end: TransactionEnd) {
    _ = gate.pass { SCardDisconnect(handle, end.disposition) }
  }

  func beginTransaction(_ handle: Handle) -> ReturnCode {
    gate.pass(.waiting) { ReturnCode(SCardBeginTransaction(handle)) }
  }

  func endTransaction(_ handle: Handle, _ end: TransactionEnd) -> ReturnCode {
    gate.pass { ReturnCode(SCardEndTransaction(handle, end.disposition)) }
  }

  func guardTransaction(of handle: Handle) throws(CPSError) -> CardGuard? { try CardGuard(of: handle) }

  func status(of handle: Handle) -> CallResult<CardStatus> {
    var active: DWORD = 0
    var answer = [UInt8](repeating: 0, count: Int(MAX_ATR_SIZE))
    var length = DWORD(answer.count)
    let code = gate.pass { SCardStatus(handle, nil, nil, nil, &active, &answer, &length) }
    let answerToReset = Array(answer.prefix(Int(clamping: length)))
    return CallResult(
      ReturnCode(code), CardStatus(cardProtocol: CardProtocol(active), answerToReset: answerToReset))
  }

  /// The command's own bytes are handed to the daemon: it may hold a PIN, of which no copy may be made here.
  func transmit(
    _ command: Span<UInt8>, to handle: Handle, over cardProtocol: CardProtocol, capacity: Int
  ) -> CallResult<[UInt8]> {
    var answer = [UInt8](repeating: 0, count: capacity)
    var length = DWORD(capacity)
    let code = command.withUnsafeBufferPointer { bytes in
      gate.pass(.waiting) {
        SCardTransmit(
          handle, cpsauth_protocol_control(DWORD(cardProtocol.rawValue)), bytes.baseAddress,
          DWORD(bytes.count), nil, &answer, &length)
      }
    }
    return CallResult(ReturnCode(code), Array(answer.prefix(Int(clamping: length))))
  }

  func control(
    _ code: UInt32, with input: [UInt8], of handle: Handle, capacity: Int
  ) -> CallResult<[UInt8]> {
    var output = [UInt8](repeating: 0, count: capacity)
    var length: DWORD = 0
    let result = gate.pass(.waiting) {
      SCardControl(handle, DWORD(code), input, DWORD(input.count), &output, DWORD(capacity), &length)
    }
    return CallResult(ReturnCode(result), Array(output.prefix(Int(clamping: length))))
  }
}

extension TransactionEnd {
  fileprivate var disposition: DWORD { DWORD(self == .reset ? SCARD_RESET_CARD : SCARD_LEAVE_CARD) }
}

extension CardProtocol {
  fileprivate init(_ value: DWORD) { self.init(rawValue: UInt32(truncatingIfNeeded: value)) }
}
