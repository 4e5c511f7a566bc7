internal import CPSDiagnostics
internal import CPSPrimitives
internal import SmartCard

/// The files of a CPS3: IAS ECC on the basic channel.
struct IASFiles: CardFiles {
  let channelClass: UInt8 = 0x00

  /// SELECT of the root application, which leaves the card as after a reset.
  static let rootSelection = CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: CardRecognition.rootApplication)

  /// Makes the master file current, where the PIN objects are found (cps-card.md section 5).
  func selectMasterFile(over channel: inout CardChannel) throws(CPSError) {
    let selection = CommandAPDU(0x00, 0xA4, 0x00, 0x0C, data: CardPath.masterFile.bytes)
    _ = try channel.send(selection).requireSuccess()
  }

  func select(_ application: ApplicationLocation, over channel: inout CardChannel) throws(CPSError) {
    switch application {
    case .path(let path): try select(path, over: &channel)
    case .name(let name):
      let answer = try channel.send(CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: name))
      _ = try Self.requireFound(answer, Hexadecimal.encode(name))
    }
  }

  func select(_ path: CardPath, over channel: inout CardChannel) throws(CPSError) {
    let selection = CommandAPDU(0x00, 0xA4, 0x09, 0x0C, data: path.bytes)
    _ = try Self.requireFound(try sendRestoring(selection, over: &channel), path.text)
  }

  func parameters(
    of path: CardPath, over channel: inout CardChannel
  ) throws(CPSError) -> FileControlParameters {
    let selection = CommandAPDU(0x00, 0xA4, 0x09, 0x04, data: path.bytes, expecting: Self.readLength)
    return try FileControlParameters(
      try Self.requireFound(try sendRestoring(selection, over: &channel), path.text))
  }

  func approach(
    _ path: CardPath, of application: ApplicationLocation, over channel: inout CardChannel
  ) throws(CPSError) -> CardPath {
    if case .path(let base) = application { return try path.resolved(from: base) }
    if !path.isAbsolute { try select(application, over: &channel) }
    return path
  }

  /// Sends a SELECT by path; after 6E00 or 6A86, which say that another application is current, makes the
  /// root application current and repeats it once (cps-card.md section 10, item 3).
  private func sendRestoring(
    _ selection: CommandAPDU, over channel: inout CardChannel
  ) throws(CPSError) -> ResponseAPDU {
    let first = try channel.send(selection)
    guard [.classNotSupported, .wrongParameters].contains(first.status) else { return first }
    _ = try channel.send(Self.rootSelection).requireSuccess()
    return try channel.send(selection)
  }
}
