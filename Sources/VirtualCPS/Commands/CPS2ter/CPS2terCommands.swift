internal import SmartCard

/// The view that a CPS3 gives of itself as the card before it, class A0 (cps-card.md section 3.5).
///
/// SELECT, the header it leaves for GET RESPONSE, and READ BINARY are CONF-A. That every file wants the
/// holder's PIN is DED: no PIN is presented by this class, the one that was verified by class 00 opens them.
struct CPS2terCommands: CommandSet {
  static let commandClass: UInt8 = 0xA0
  /// The tag of the header of a file.
  private static let headerTag: TLVTag = 0x85

  func refusal(ofClass cla: UInt8, on card: CardOperatingSystem) -> StatusWord? {
    card.image.formerView == nil ? .classNotSupported : nil
  }

  func execute(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard let files = card.image.formerView else { return .status(.classNotSupported) }
    return switch command.ins {
    case Instruction.select: select(command, among: files, on: &card)
    case Instruction.readBinary: readBinary(command, among: files, on: card)
    default: .status(.instructionNotSupported)
    }
  }

  /// Finds the master file, or what lies right under the current dedicated file, and announces its header.
  private func select(
    _ command: ReceivedCommand, among files: VirtualCardDirectory, on card: inout CardOperatingSystem
  ) -> Outcome {
    guard command.parameters == 0 else { return .status(.wrongOffset) }
    guard command.data.count == 2 else { return .status(.wrongLength) }
    let identifier = UInt16(command.data[0]) << 8 | UInt16(command.data[1])
    let here = card.state.former.directory
    if identifier == FileTarget.masterFile {
      card.state.former = FileTarget(directory: [])
    } else if files.directory(at: here + [identifier]) != nil {
      card.state.former = FileTarget(directory: here + [identifier])
    } else if files.directory(at: here)?.files.contains(where: { $0.identifier == identifier }) == true {
      card.state.former = FileTarget(directory: here, file: identifier)
    } else {
      return .status(.formerFileNotFound)
    }
    let header = header(of: card.state.former, among: files)
    card.state.waiting = header
    return .status(.formerWaiting(header.count))
  }

  /// Size, identifier and kind: 01 master file, 02 dedicated file, 04 elementary file; what a real card writes
  /// behind them is unknown.
  private func header(of target: FileTarget, among files: VirtualCardDirectory) -> [UInt8] {
    let size = file(target, among: files)?.content.count ?? 0
    let identifier = target.file ?? target.directory.last ?? FileTarget.masterFile
    let kind: UInt8 = target.file != nil ? 0x04 : target.directory.isEmpty ? 0x01 : 0x02
    return TLVEncoding.object(
      Self.headerTag,
      [UInt8(size >> 8), UInt8(size & 0xFF), UInt8(identifier >> 8), UInt8(identifier & 0xFF), kind])
  }

  private func file(_ target: FileTarget, among files: VirtualCardDirectory) -> VirtualCardFile? {
    files.directory(at: target.directory)?.files.first { $0.identifier == target.file }
  }

  /// Which status word tells what is ASSUMED; the list of them is READ.
  private func readBinary(
    _ command: ReceivedCommand, among files: VirtualCardDirectory, on card: CardOperatingSystem
  ) -> Outcome {
    guard let length = command.expectedLength, command.data.isEmpty else { return .status(.wrongLength) }
    guard let file = file(card.state.former, among: files) else { return .status(.formerWrongKind) }
    guard card.fulfils(card.access(to: file).read) else {
      let isBlocked = card.image.pin(CPS3Identifiers.pin)?.isBlocked == true
      return .status(isBlocked ? .formerPINBlocked : .formerPINMissing)
    }
    let offset = Int(command.parameters)
    guard offset + length <= file.content.count else { return .status(.formerBadAddress) }
    return .result(Array(file.content[offset..<(offset + length)]))
  }
}

/// Status words of a CPS2ter (cps-card.md section 3.5).
extension StatusWord {
  /// 9402: an address outside the file.
  fileprivate static let formerBadAddress = StatusWord(rawValue: 0x9402)
  /// 9404: no such file.
  fileprivate static let formerFileNotFound = StatusWord(rawValue: 0x9404)
  /// 9408: the file is of the wrong kind.
  fileprivate static let formerWrongKind = StatusWord(rawValue: 0x9408)
  /// 9804: the PIN was not presented.
  fileprivate static let formerPINMissing = StatusWord(rawValue: 0x9804)
  /// 9840: the PIN is blocked.
  fileprivate static let formerPINBlocked = StatusWord(rawValue: 0x9840)
  /// 9Fxx: `count` bytes wait for GET RESPONSE.
  fileprivate static func formerWaiting(_ count: Int) -> StatusWord { StatusWord(0x9F, UInt8(count & 0xFF)) }
}
