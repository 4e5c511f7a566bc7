internal import CPSDiagnostics
internal import SmartCard

/// The view that a CPS3 gives of itself as the card before it, in class A0 (cps-card.md section 3.5).
///
/// It knows no PIN of its own: the PIN that was presented in class 00 opens its files (deduced).
enum FormerView {
  /// One file of the view, and the label of the object in it.
  struct File: Sendable, Hashable {
    let label: String
    /// Identifiers below the master file.
    let path: [UInt16]
  }

  private static let commandClass: UInt8 = 0xA0
  private static let masterFile: UInt16 = 0x3F00
  private static let billingSituations = File(label: "CPS_SIT_FACT", path: [0x7F01, 0x4000])
  /// The file of the first activity; the others follow it.
  private static let firstActivity: UInt16 = 0x4010
  private static let headerTag: TLVTag = 0x85
  /// The kind of an elementary file in the header.
  private static let elementaryFile: UInt8 = 0x04
  /// The most bytes of one file.
  private static let fileLimit = 4_096
  private static let readLength = 256

  /// The files of a card that has these activities: the billing situations, and each activity once more.
  static func files(beside activities: [Int]) -> [File] {
    [billingSituations]
      + activities.map { number in
        let digits = number < 10 ? "0\(number)" : "\(number)"
        return File(label: "CPS2TER_ACTIVITY_\(digits)_PS", path: [firstActivity + UInt16(number) - 1])
      }
  }

  /// The whole content of `file`.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` when it is not there; ``Diagnostic/unexpectedStatus``;
  ///   ``Diagnostic/malformedTLV`` for a header of another form; ``Diagnostic/lengthMismatch``.
  static func content(of file: File, over channel: inout CardChannel) throws(CPSError) -> [UInt8] {
    var headerLength = 0
    for identifier in [masterFile] + file.path {
      headerLength = try select(identifier, named: file.label, over: &channel)
    }
    let header = try channel.send(
      CommandAPDU(commandClass, 0xC0, 0x00, 0x00, expecting: headerLength)
    ).requireSuccess()
    let size = try size(in: header, of: file)
    guard size <= fileLimit else {
      throw CPSError(.lengthMismatch, reason: "\(file.label) announces \(size) bytes")
    }
    return try read(size, over: &channel)
  }

  /// SELECT, answered by 9Fxx: xx bytes of header wait.
  private static func select(
    _ identifier: UInt16, named label: String, over channel: inout CardChannel
  ) throws(CPSError) -> Int {
    let bytes = [UInt8(identifier >> 8), UInt8(identifier & 0xFF)]
    let status = try channel.send(CommandAPDU(commandClass, 0xA4, 0x00, 0x00, data: bytes)).status
    if status.rawValue == 0x9404 { throw CPSError(.cardIncomplete, ["element": label]) }
    guard status.sw1 == 0x9F, status.sw2 > 0 else {
      throw CPSError(.unexpectedStatus, ["status": status.text], reason: label)
    }
    return Int(status.sw2)
  }

  /// The size in the header: `85 LL`, size, identifier, kind, and what a real card may write behind them.
  private static func size(in header: [UInt8], of file: File) throws(CPSError) -> Int {
    let objects = try TLV.sequence(inPaddedFile: header)
    let value = Array(try TLV.single(headerTag, in: objects).value)
    guard value.count >= 5, value[4] == elementaryFile,
      UInt16(value[2]) << 8 | UInt16(value[3]) == file.path.last
    else { throw CPSError(.malformedTLV, reason: "the header of another file") }
    return Int(value[0]) << 8 | Int(value[1])
  }

  private static func read(_ size: Int, over channel: inout CardChannel) throws(CPSError) -> [UInt8] {
    var content: [UInt8] = []
    while content.count < size {
      let wanted = min(readLength, size - content.count)
      let bytes = try channel.send(
        CommandAPDU(
          commandClass, 0xB0, UInt8(content.count >> 8), UInt8(content.count & 0xFF), expecting: wanted)
      ).requireSuccess()
      guard !bytes.isEmpty else { throw CPSError(.noProgress, reason: "READ BINARY without data") }
      content += bytes
    }
    return content
  }
}
