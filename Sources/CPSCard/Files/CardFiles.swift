internal import CPSDiagnostics
internal import SmartCard

/// How the files of a generation are selected and read (cps-card.md sections 2.2 and 4).
protocol CardFiles: Sendable {
  /// CLA of every command: the logical channel that the card is spoken to on.
  var channelClass: UInt8 { get }

  /// Makes an application's directory current.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` when it is not there.
  func select(_ application: ApplicationLocation, over channel: inout CardChannel) throws(CPSError)

  /// Makes a file current by its path, without any answer data.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` when it is not there.
  func select(_ path: CardPath, over channel: inout CardChannel) throws(CPSError)

  /// Makes a file current and returns its file control parameters.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` when it is not there.
  func parameters(
    of path: CardPath, over channel: inout CardChannel
  ) throws(CPSError) -> FileControlParameters

  /// Makes current what `path` is relative to, and returns the path as the card takes it.
  func approach(
    _ path: CardPath, of application: ApplicationLocation, over channel: inout CardChannel
  ) throws(CPSError) -> CardPath
}

extension CardFiles {
  /// The whole content of a file of an application.
  ///
  /// - Parameters:
  ///   - path: absolute, or relative to `application`.
  ///   - limit: the most bytes that such a file may have.
  /// - Throws: ``Diagnostic/cardIncomplete`` when it is not there, ``Diagnostic/lengthMismatch`` when it is
  ///   larger than `limit` or shorter than announced.
  func content(
    of path: CardPath, in application: ApplicationLocation, upTo limit: Int,
    over channel: inout CardChannel
  ) throws(CPSError) -> [UInt8] {
    try content(of: try approach(path, of: application, over: &channel), upTo: limit, over: &channel)
  }

  /// The whole content of the file at `path`, which is absolute or seen from the current directory.
  func content(
    of path: CardPath, upTo limit: Int, over channel: inout CardChannel
  ) throws(CPSError) -> [UInt8] {
    let size = try parameters(of: path, over: &channel).size
    guard size <= limit else {
      throw CPSError(
        .lengthMismatch, reason: "\(path.text) announces \(size) bytes, \(limit) at most expected")
    }
    return try readCurrent(size, over: &channel)
  }

  /// The first `size` bytes of the current file.
  func readCurrent(_ size: Int, over channel: inout CardChannel) throws(CPSError) -> [UInt8] {
    var content: [UInt8] = []
    while content.count < size {
      let wanted = min(Self.readLength, size - content.count)
      let answer = try channel.send(
        CommandAPDU(
          channelClass, 0xB0, UInt8(truncatingIfNeeded: content.count >> 8),
          UInt8(truncatingIfNeeded: content.count), expecting: wanted))
      guard answer.data.count <= wanted else {
        throw CPSError(.responseTooLong, reason: "READ BINARY gave \(answer.data.count) of \(wanted) bytes")
      }
      content += answer.data
      switch answer.status {
      case .success:
        guard !answer.data.isEmpty else { throw CPSError(.noProgress, reason: "READ BINARY without data") }
      case .endOfFile, .wrongOffset:
        guard content.count == size else {
          throw CPSError(.lengthMismatch, reason: "\(content.count) bytes where \(size) were announced")
        }
      default: throw CPSError(.unexpectedStatus, ["status": answer.status.text])
      }
    }
    return content
  }

  /// The most data of one READ BINARY (EF.ATR tag E0).
  static var readLength: Int { 256 }

  /// The answer to a SELECT of the file or application called `name`.
  static func requireFound(_ answer: ResponseAPDU, _ name: String) throws(CPSError) -> [UInt8] {
    guard answer.status != .fileNotFound else { throw CPSError(.cardIncomplete, ["element": name]) }
    return try answer.requireSuccess()
  }
}
