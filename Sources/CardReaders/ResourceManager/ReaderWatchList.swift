internal import CPCSCLite
internal import CPSDiagnostics

/// What is known of each reader, and how it is learnt.
struct ReaderWatchList {
  /// The pseudo-reader whose state changes when a reader comes or goes.
  private static let plugAndPlay = ReaderName(#"\\?PnP?\Notification"#)
  /// The most rows of one call: libpcsclite refuses more (SCardGetStatusChange, pcsc-lite 1.9.9).
  static let maximumRows = Int(PCSCLITE_MAX_READERS_CONTEXTS)

  private var seen: [ReaderName: ReaderWatchRow] = [:]

  /// Waits until something changes at `names` or among the readers, for `milliseconds` at most.
  ///
  /// - Returns: the states, or nil when nothing changed in that time, when the wait was cancelled, or when a
  ///   reader vanished meanwhile: the caller looks again.
  mutating func wait(
    for names: [ReaderName], in context: ResourceManagerContext, milliseconds: Int
  ) throws(CPSError) -> [ReaderState]? {
    seen = seen.filter { names.contains($0.key) || $0.key == Self.plugAndPlay }
    let rows = (names + [Self.plugAndPlay]).map { name in
      ReaderWatchRow(name, known: Self.withoutChange(seen[name]?.seen ?? UInt32(SCARD_STATE_UNAWARE)))
    }
    var hasChanged = false
    // Only the last call waits: that with the row that tells of readers which come and go.
    for start in stride(from: 0, to: rows.count, by: Self.maximumRows) {
      let part = Array(rows.dropFirst(start).prefix(Self.maximumRows))
      let isLast = start + part.count == rows.count
      switch try look(at: part, in: context, milliseconds: isLast && !hasChanged ? milliseconds : 0) {
      case .changed: hasChanged = true
      case .unchanged: break
      case .vanished: return nil
      }
    }
    guard hasChanged else { return nil }
    return names.compactMap { seen[$0].flatMap(ReaderState.init) }
  }

  private enum Finding {
    case changed, unchanged, vanished
  }

  private mutating func look(
    at part: [ReaderWatchRow], in context: ResourceManagerContext, milliseconds: Int
  ) throws(CPSError) -> Finding {
    var rows = part
    let code = context.manager.statusChange(
      in: context.context, milliseconds: milliseconds, of: &rows)
    switch code {
    case .success: break
    case .timeout, .cancelled: return .unchanged
    case .unknownReader: return .vanished
    default: throw ReturnCodeTable.error(code, in: "SCardGetStatusChange", reader: nil)
    }
    for row in rows { seen[row.reader] = row }
    return .changed
  }

  /// What to tell SCardGetStatusChange of a state that was seen.
  static func withoutChange(_ state: UInt32) -> UInt32 { state & ~UInt32(SCARD_STATE_CHANGED) }
}

extension ReaderState {
  /// Reads a row; nil when the reader is gone.
  init?(_ row: ReaderWatchRow) {
    func has(_ flag: Int32) -> Bool { row.seen & UInt32(flag) != 0 }
    guard !has(SCARD_STATE_UNKNOWN), !has(SCARD_STATE_IGNORE), !has(SCARD_STATE_UNAVAILABLE) else {
      return nil
    }
    let card: Card
    if !has(SCARD_STATE_PRESENT) {
      card = .absent
    } else if has(SCARD_STATE_MUTE) {
      card = .mute
    } else {
      card = .present(answerToReset: row.answerToReset)
    }
    self.init(
      name: row.reader, card: card, isExclusive: has(SCARD_STATE_EXCLUSIVE), isInUse: has(SCARD_STATE_INUSE),
      eventCount: UInt16(truncatingIfNeeded: row.seen >> 16))
  }
}
