internal import CPSDiagnostics
internal import CPSPrimitives
internal import SmartCard

/// The files of a CPS3: SELECT by path and READ BINARY (cps-card.md sections 2.2 and 4).
extension CardChannel {
  /// The most data of one READ BINARY (EF.ATR tag E0).
  private static let readLength = 256

  /// Makes the root application current, as after a reset.
  mutating func selectRootApplication() throws(CPSError) {
    let selection = CardRecognition.rootSelection(of: .cps3)
    _ = try send(selection).requireSuccess()
  }

  /// Makes the master file current, where the PIN objects are found (cps-card.md section 5).
  mutating func selectMasterFile() throws(CPSError) {
    _ = try send(CommandAPDU(0x00, 0xA4, 0x00, 0x0C, data: CardPath.masterFile.bytes)).requireSuccess()
  }

  /// Makes an application's directory current.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` when it is not there.
  mutating func select(_ application: ApplicationLocation) throws(CPSError) {
    switch application {
    case .path(let path): try select(path)
    case .name(let name):
      let answer = try send(CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: name))
      _ = try Self.requireFound(answer, Hexadecimal.encode(name))
    }
  }

  /// Makes a file current by its path, without any answer data.
  mutating func select(_ path: CardPath) throws(CPSError) {
    let answer = try sendRestoring(CommandAPDU(0x00, 0xA4, 0x09, 0x0C, data: path.bytes))
    _ = try Self.requireFound(answer, path.text)
  }

  /// The whole content of a file of an application.
  ///
  /// - Parameters:
  ///   - path: absolute, or relative to `application`.
  ///   - limit: the most bytes that such a file may have.
  /// - Throws: ``Diagnostic/cardIncomplete`` when it is not there, ``Diagnostic/lengthMismatch`` when it is
  ///   larger than `limit` or shorter than announced.
  mutating func readFile(
    _ path: CardPath, of application: ApplicationLocation, upTo limit: Int
  ) throws(CPSError) -> [UInt8] {
    if case .path(let base) = application {
      return try readFile(try path.resolved(from: base), upTo: limit)
    }
    if !path.isAbsolute { try select(application) }
    return try readFile(path, upTo: limit)
  }

  /// The whole content of the file at `path`, which is absolute or seen from the current directory.
  mutating func readFile(_ path: CardPath, upTo limit: Int) throws(CPSError) -> [UInt8] {
    let selection = CommandAPDU(0x00, 0xA4, 0x09, 0x04, data: path.bytes, expecting: Self.readLength)
    let answer = try Self.requireFound(try sendRestoring(selection), path.text)
    let size = try FileControlParameters(answer).size
    guard size <= limit else {
      throw CPSError(
        .lengthMismatch, reason: "\(path.text) announces \(size) bytes, \(limit) at most expected")
    }
    return try readCurrentFile(size)
  }

  /// The first `size` bytes of the current file.
  mutating func readCurrentFile(_ size: Int) throws(CPSError) -> [UInt8] {
    var content: [UInt8] = []
    while content.count < size {
      let wanted = min(Self.readLength, size - content.count)
      let answer = try send(
        CommandAPDU(
          0x00, 0xB0, UInt8(truncatingIfNeeded: content.count >> 8),
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

  /// Sends a SELECT by path; after 6E00 or 6A86, which say that another application is current, makes the
  /// root application current and repeats it once (cps-card.md section 10, item 3).
  private mutating func sendRestoring(_ selection: CommandAPDU) throws(CPSError) -> ResponseAPDU {
    let first = try send(selection)
    guard [.classNotSupported, .wrongParameters].contains(first.status) else { return first }
    try selectRootApplication()
    return try send(selection)
  }

  private static func requireFound(_ answer: ResponseAPDU, _ name: String) throws(CPSError) -> [UInt8] {
    guard answer.status != .fileNotFound else { throw CPSError(.cardIncomplete, ["element": name]) }
    return try answer.requireSuccess()
  }
}
