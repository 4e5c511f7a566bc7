internal import CPSDiagnostics
internal import SmartCard

/// The files of a CPS4: the ChipDoc applet on logical channel 1 (cps-card.md section 2.2).
struct ChipDocFiles: CardFiles {
  let channelClass: UInt8 = 0x01

  /// The card manager, selected only on the way round a refusal.
  private static let cardManager: [UInt8] = [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00]
  /// The CPS2ter applet, selected only on the way round a refusal.
  private static let formerApplication: [UInt8] = [0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x00, 0x02]
  /// Where the application lies when EF.DIR gives no path: the official module selects 0001 below the master
  /// file before all else (cps-card.md section 6.4).
  private static let applicationPath: [UInt8] = [0x3F, 0x00, 0x00, 0x01]
  /// The answers by which channel 1 shows that ChipDoc is not, or no longer, selected there: 6881 is known,
  /// the others are those of a CPS3 in the same case.
  private static let losses: Set<StatusWord> = [
    .channelNotOpen, .classNotSupported, .instructionNotSupported, .wrongParameters,
  ]

  /// Selects ChipDoc on channel 1, which opens the channel, and returns the last answer.
  ///
  /// A refusal by 6985 or 6881 is gone round once, as the official module does: card manager, CPS2ter applet,
  /// ChipDoc again, whatever the first two answer (cps-card.md section 10, items 4 and 5).
  func selectRoot(over channel: inout CardChannel) throws(CPSError) -> StatusWord {
    let selection = CommandAPDU(channelClass, 0xA4, 0x04, 0x0C, data: CardRecognition.rootApplication)
    let first = try channel.send(selection).status
    guard [.conditionsNotSatisfied, .channelNotOpen].contains(first) else { return first }
    _ = try channel.send(CommandAPDU(channelClass, 0xA4, 0x04, 0x0C, data: Self.cardManager))
    _ = try channel.send(CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: Self.formerApplication))
    return try channel.send(selection).status
  }

  /// Sends a command; when channel 1 has lost ChipDoc, selects it again and repeats the command once.
  ///
  /// Never for a command that holds a PIN.
  func sendRestoring(
    _ command: CommandAPDU, over channel: inout CardChannel
  ) throws(CPSError) -> ResponseAPDU {
    let first = try channel.send(command)
    guard Self.losses.contains(first.status) else { return first }
    _ = try ResponseAPDU(status: try selectRoot(over: &channel)).requireSuccess()
    return try channel.send(command)
  }

  func select(_ application: ApplicationLocation, over channel: inout CardChannel) throws(CPSError) {
    try select(try Self.path(of: application), over: &channel)
  }

  func select(_ path: CardPath, over channel: inout CardChannel) throws(CPSError) {
    _ = try Self.requireFound(try sendRestoring(selection(of: path), over: &channel), path.text)
  }

  func parameters(
    of path: CardPath, over channel: inout CardChannel
  ) throws(CPSError) -> FileControlParameters {
    let selection = selection(of: path, expecting: Self.readLength)
    return try FileControlParameters(
      try Self.requireFound(try sendRestoring(selection, over: &channel), path.text))
  }

  func approach(
    _ path: CardPath, of application: ApplicationLocation, over channel: inout CardChannel
  ) throws(CPSError) -> CardPath {
    try path.resolved(from: try Self.path(of: application))
  }

  /// SELECT by path from the master file, which the path leaves out.
  private func selection(of path: CardPath, expecting length: Int? = nil) -> CommandAPDU {
    CommandAPDU(channelClass, 0xA4, 0x08, 0x00, data: path.bytesBelowMasterFile, expecting: length)
  }

  private static func path(of application: ApplicationLocation) throws(CPSError) -> CardPath {
    switch application {
    case .path(let path): path
    case .name: try CardPath(applicationPath)
    }
  }
}
