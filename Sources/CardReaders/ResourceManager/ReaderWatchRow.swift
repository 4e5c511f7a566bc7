/// One row of the table that SCardGetStatusChange works on (SCARD_READERSTATE).
struct ReaderWatchRow: Sendable, Hashable {
  let reader: ReaderName
  /// What was known, flags and event count.
  var known: UInt32
  /// What it has become.
  var seen: UInt32
  /// The answer to reset of the card in it, at most 33 bytes.
  var answerToReset: [UInt8]

  init(_ reader: ReaderName, known: UInt32, seen: UInt32 = 0, answerToReset: [UInt8] = []) {
    self.reader = reader
    self.known = known
    self.seen = seen
    self.answerToReset = answerToReset
  }
}
