/// The calls of a simulated resource manager that can go wrong.
enum PCSCCall: String, Sendable, CaseIterable {
  case establishContext, releaseContext, cancel, readerListLength, readerList, statusChange
  case connect, reconnect, disconnect, beginTransaction, endTransaction, status, transmit, control
}
