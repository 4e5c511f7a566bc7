internal import CPCSCLite
internal import CPSDiagnostics
private import Foundation

/// The table that SCardGetStatusChange works on: what is known of each reader, and what it became.
struct ReaderWatchList {
  /// The pseudo-reader whose state changes when a reader comes or goes.
  private static let plugAndPlay = ReaderName(#"\\?PnP?\Notification"#)

  private var known: [ReaderName: DWORD] = [:]
  private var readersWhenLastSeen: DWORD = 0

  /// Waits until something changes at `names` or among the readers, for `milliseconds` at most.
  ///
  /// - Returns: the states, or nil when nothing changed in that time, when the wait was cancelled, or when a
  ///   reader vanished meanwhile: the caller looks again.
  mutating func wait(
    for names: [ReaderName], in context: ResourceManagerContext, milliseconds: Int
  ) throws(CPSError) -> [ReaderState]? {
    known = known.filter { names.contains($0.key) }
    let all = names + [Self.plugAndPlay]
    let strings = all.map { name in name.withCString { strdup($0) } }
    defer { strings.forEach { free($0) } }
    var table = zip(all, strings).map { name, string in
      var row = SCARD_READERSTATE()
      row.szReader = UnsafePointer(string)
      row.dwCurrentState =
        name == Self.plugAndPlay ? readersWhenLastSeen : known[name] ?? DWORD(SCARD_STATE_UNAWARE)
      return row
    }
    let code = ReturnCode(
      SCardGetStatusChange(context.handle, DWORD(milliseconds), &table, DWORD(table.count)))
    switch code {
    case .success: break
    case .timeout, .cancelled, .unknownReader: return nil
    default: throw ReturnCodeTable.error(code, in: "SCardGetStatusChange", reader: nil)
    }
    readersWhenLastSeen = table.last.map { Self.withoutChange($0.dwEventState) } ?? 0
    for (name, row) in zip(names, table) { known[name] = Self.withoutChange(row.dwEventState) }
    return zip(names, table).compactMap { ReaderState(name: $0, row: $1) }
  }

  private static func withoutChange(_ state: DWORD) -> DWORD { state & ~DWORD(SCARD_STATE_CHANGED) }
}

extension ReaderState {
  /// Reads a row; nil when the reader is gone.
  init?(name: ReaderName, row: SCARD_READERSTATE) {
    let flags = row.dwEventState
    func has(_ flag: Int32) -> Bool { flags & DWORD(flag) != 0 }
    guard !has(SCARD_STATE_UNKNOWN), !has(SCARD_STATE_IGNORE), !has(SCARD_STATE_UNAVAILABLE) else {
      return nil
    }
    let card: Card
    if !has(SCARD_STATE_PRESENT) {
      card = .absent
    } else if has(SCARD_STATE_MUTE) {
      card = .mute
    } else {
      let length = min(Int(row.cbAtr), Int(MAX_ATR_SIZE))
      card = .present(answerToReset: withUnsafeBytes(of: row.rgbAtr) { Array($0.prefix(length)) })
    }
    self.init(
      name: name, card: card, isExclusive: has(SCARD_STATE_EXCLUSIVE), isInUse: has(SCARD_STATE_INUSE),
      eventCount: UInt16(truncatingIfNeeded: flags >> 16))
  }
}
