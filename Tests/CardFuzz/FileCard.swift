public import CPSDiagnostics
public import SmartCard

/// A card that is nothing but the files that an input holds.
///
/// It answers data at once on either protocol, which the channel allows, and accepts every path that ends with
/// the identifier of one of its files. Both certificates are the same.
public final class FileCard: CardTransport {
  /// What an input holds, each with two bytes of length before it: the files by their identifiers, and the
  /// answer to GET DATA for the PIN as 0000.
  ///
  /// D107 stands for every data object.
  public static let parts: [UInt16] = [
    0x2F00, 0x5031, 0x7001, 0x7002, 0x7004, 0xD002, 0x0000, 0x7005, 0xD107, 0xD010,
  ]

  /// That of a CPS3 or of a CPS4.
  public let answerToReset: [UInt8]
  /// T=0 of a CPS3, T=1 of a CPS4.
  public let transmissionProtocol: TransmissionProtocol
  /// Every VERIFY with data that arrived.
  private(set) var verifications = 0
  private let isCPS4: Bool
  private let surplus: Int
  private let acceptsPIN: Bool
  private var files: [UInt16: [UInt8]] = [:]
  private var current: [UInt8] = []

  init(_ input: [UInt8]) {
    let flags = input.first ?? 0
    isCPS4 = flags & 1 != 0
    surplus = flags & 2 != 0 ? 7 : 0
    acceptsPIN = flags & 4 != 0
    transmissionProtocol = isCPS4 ? .t1 : .t0
    answerToReset = isCPS4 ? Self.cps4 : Self.cps3
    var rest = input.dropFirst()
    for identifier in Self.parts {
      guard let high = rest.popFirst(), let low = rest.popFirst() else { break }
      let content = rest.prefix(Int(high) << 8 | Int(low))
      rest = rest.dropFirst(content.count)
      files[identifier] = Array(content)
    }
    files[0xD001] = files[0xD002]
    files[0xD003] = Self.serial
  }

  /// Answers one command.
  public func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    guard command.count >= 4 else { return [0x67, 0x00] }
    if command[0] == 0xA0 { return answerOfFormerView(to: command) }
    switch command[1] {
    case 0xA4: return select(command)
    case 0xB0: return read(command)
    case 0xCB: return (files[0x0000] ?? []) + [0x90, 0x00]
    case 0x20:
      guard command.count > 5 else { return [0x63, 0xC3] }
      verifications += 1
      return acceptsPIN ? [0x90, 0x00] : [0x63, 0xC2]
    default: return [0x6D, 0x00]
    }
  }

  private func select(_ command: Span<UInt8>) -> [UInt8] {
    let length = command.count > 4 ? Int(command[4]) : 0
    guard command[2] != 0x04, length >= 2, command.count >= 5 + length else { return [0x90, 0x00] }
    let identifier = UInt16(command[3 + length]) << 8 | UInt16(command[4 + length])
    guard let content = content(of: identifier) else {
      return [0x3F00, 0x0001].contains(identifier) ? [0x90, 0x00] : [0x6A, 0x82]
    }
    current = content
    guard command[3] & 0x0C != 0x0C else { return [0x90, 0x00] }
    let size = content.count + surplus
    return [isCPS4 ? 0x6F : 0x62, 0x04, 0x80, 0x02, UInt8(size >> 8 & 0xFF), UInt8(size & 0xFF), 0x90, 0x00]
  }

  private func content(of identifier: UInt16) -> [UInt8]? {
    files[identifier] ?? (identifier >> 8 == 0xD1 || identifier >> 8 == 0x40 ? files[0xD107] : nil)
  }

  /// Class A0: a header of five bytes in 85, then the file (cps-card.md section 3.5).
  private func answerOfFormerView(to command: Span<UInt8>) -> [UInt8] {
    switch command[1] {
    case 0xA4:
      guard command.count >= 7 else { return [0x67, 0x00] }
      current = content(of: UInt16(command[5]) << 8 | UInt16(command[6])) ?? []
      return [0x9F, 0x07]
    case 0xC0:
      return [0x85, 0x05, UInt8(current.count >> 8 & 0xFF), UInt8(current.count & 0xFF), 0x40, 0, 4, 0x90, 0]
    case 0xB0: return read(command)
    default: return [0x6D, 0x00]
    }
  }

  private func read(_ command: Span<UInt8>) -> [UInt8] {
    let offset = Int(command[2]) << 8 | Int(command[3])
    let wanted = command.count > 4 && command[4] != 0 ? Int(command[4]) : 256
    guard offset < current.count else { return [0x6B, 0x00] }
    let part = current.dropFirst(offset).prefix(wanted)
    return Array(part) + (part.count < wanted ? [0x62, 0x82] : [0x90, 0x00])
  }

  /// Serial 99213845 (cps-card.md section 3.1).
  private static let serial: [UInt8] = [
    0x5A, 0x0A, 0x80, 0x25, 0x00, 0x00, 0x01, 0x99, 0x21, 0x38, 0x45, 0x0F,
  ]
  /// cps-card.md section 1.
  private static let cps3: [UInt8] = [
    0x3B, 0xAC, 0x00, 0x40, 0x2A, 0x00, 0x12, 0x25, 0x00, 0x64, 0x80, 0x00, 0x03, 0x10, 0x00, 0x90, 0x00,
  ]
  private static let cps4: [UInt8] = [
    0x3B, 0x9B, 0x18, 0x80, 0x01, 0x00, 0x12, 0x25, 0x00, 0x64, 0x80, 0x04, 0x01, 0x00, 0x00, 0x90, 0x44,
  ]
}
