internal import CPSDiagnostics
internal import SmartCard

/// The calls of the resource manager that this module makes (PC/SC part 5; winscard.h), one function each.
///
/// The only conformance of the program is ``SystemResourceManager``; tests put one in its place of which
/// every call can return every code. A context serialises its calls, except ``cancel(_:)``, which may come
/// from any thread.
protocol ResourceManager: Sendable {
  /// A context (SCARDCONTEXT).
  typealias Context = Int
  /// A connection with a card (SCARDHANDLE).
  typealias Handle = Int

  /// SCardEstablishContext.
  func establishContext() -> CallResult<Context>
  /// SCardReleaseContext.
  func releaseContext(_ context: Context)
  /// SCardCancel: wakes a wait that has begun.
  func cancel(_ context: Context)
  /// What this machine shows of the daemon, for the message when no context can be had.
  func diagnosis() -> ServiceDiagnosis

  /// SCardListReaders without a buffer: how many bytes the list takes.
  func readerListLength(in context: Context) -> CallResult<Int>
  /// SCardListReaders with a buffer of `capacity` bytes: zero-terminated names, and an empty one.
  func readerList(in context: Context, capacity: Int) -> CallResult<[UInt8]>
  /// SCardGetStatusChange: waits for `milliseconds` at most until a reader is not as `rows` have it, and
  /// fills in what it is.
  func statusChange(in context: Context, milliseconds: Int, of rows: inout [ReaderWatchRow]) -> ReturnCode

  /// SCardConnect, shared, with whichever protocol the card offers.
  func connect(to reader: ReaderName, in context: Context) -> CallResult<Connected>
  /// SCardReconnect, which leaves the card as it is.
  func reconnect(_ handle: Handle) -> CallResult<CardProtocol>
  /// SCardDisconnect, which leaves the card as it is or resets it.
  func disconnect(_ handle: Handle, _ end: TransactionEnd)
  /// SCardBeginTransaction, which waits for as long as another program is in one.
  func beginTransaction(_ handle: Handle) -> ReturnCode
  /// SCardEndTransaction.
  func endTransaction(_ handle: Handle, _ end: TransactionEnd) -> ReturnCode
  /// Sees to it that the card is reset before others can have it if this process dies in the transaction;
  /// nil where nothing of the kind is needed.
  func guardTransaction(of handle: Handle) throws(CPSError) -> CardGuard?
  /// SCardStatus.
  func status(of handle: Handle) -> CallResult<CardStatus>
  /// SCardTransmit: one TPDU, and an answer of `capacity` bytes at most.
  func transmit(
    _ command: Span<UInt8>, to handle: Handle, over cardProtocol: CardProtocol, capacity: Int
  ) -> CallResult<[UInt8]>
  /// SCardControl: a command to the reader itself.
  func control(
    _ code: UInt32, with input: [UInt8], of handle: Handle, capacity: Int
  ) -> CallResult<[UInt8]>
}
