/// Alterations of one element, whatever it means.
enum ElementEdit {
  /// Alters `element` where the alteration fits it, and says whether it did.
  static func apply(
    _ mutation: Mutation, to element: inout EditableElement, by generator: inout SeededGenerator
  ) -> Bool {
    switch mutation {
    case .lengthForm:
      element.form = generator.pick([.padded, .indefinite, .tooLong, .tooShort]) ?? .padded
      return true
    case .tag:
      element.tag = generator.pick([element.tag ^ 0x20, element.tag ^ 0x80, generator.byte()]) ?? 0
      return true
    case .memberRemoved, .memberRepeated, .membersExchanged, .memberMoved:
      return alterMembers(of: &element, mutation, by: &generator)
    default: return alterContents(of: &element, mutation, by: &generator)
    }
  }

  private static func alterMembers(
    of element: inout EditableElement, _ mutation: Mutation, by generator: inout SeededGenerator
  ) -> Bool {
    guard !element.members.isEmpty else { return false }
    let index = generator.below(element.members.count)
    switch mutation {
    case .memberRemoved: element.members.remove(at: index)
    case .memberRepeated: element.members.insert(element.members[index], at: index)
    case .membersExchanged:
      guard element.members.count > 1 else { return false }
      element.members.swapAt(index, generator.below(element.members.count))
    default: element.members.append(element.members.remove(at: index))
    }
    return true
  }

  private static func alterContents(
    of element: inout EditableElement, _ mutation: Mutation, by generator: inout SeededGenerator
  ) -> Bool {
    guard var bytes = element.bytes, fits(mutation, element.tag) else { return false }
    switch mutation {
    case .boolean: bytes = [generator.pick([0x00, 0x01, 0x7F, 0xFE]) ?? 0]
    case .stringType:
      element.tag = generator.pick([0x0C, 0x12, 0x13, 0x14, 0x16, 0x1A, 0x1E]) ?? 0x0C
    case .text: bytes = text(instead: bytes, by: &generator)
    case .integer: bytes = integer(instead: bytes, by: &generator)
    case .objectIdentifier where !bytes.isEmpty:
      bytes[generator.below(bytes.count)] = generator.byte()
    default:
      let count = generator.below(12)
      bytes = (0..<count).map { _ in generator.byte() }
    }
    element.bytes = bytes
    return true
  }

  private static func fits(_ mutation: Mutation, _ tag: UInt8) -> Bool {
    switch mutation {
    case .boolean: tag == 0x01
    case .integer: tag == 0x02
    case .objectIdentifier: tag == 0x06
    case .text, .stringType: [0x0C, 0x13, 0x16].contains(tag)
    default: true
    }
  }

  private static func text(instead bytes: [UInt8], by generator: inout SeededGenerator) -> [UInt8] {
    let insertions: [[UInt8]] = [
      [0x00], [0x07], [0x7F], [0x80], [0xC0, 0x80], [0xE2, 0x80, 0xAE], [0xCC, 0x81],
      [0xED, 0xA0, 0x80],
      [0x2A], [0x40], [0x2F],
    ]
    guard !generator.onceIn(5) else { return generator.onceIn(2) ? [] : bytes + bytes + bytes }
    var changed = bytes
    changed.insert(
      contentsOf: generator.pick(insertions) ?? [], at: generator.below(changed.count + 1))
    return changed
  }

  private static func integer(instead bytes: [UInt8], by generator: inout SeededGenerator)
    -> [UInt8]
  {
    switch generator.below(7) {
    case 0: [0x00] + bytes
    case 1: [0xFF] + bytes
    case 2: []
    case 3: [0x00]
    case 4: bytes.isEmpty ? [0x01] : [bytes[0] ^ 0x80] + bytes.dropFirst()
    case 5: bytes.isEmpty ? [0x01] : bytes.dropLast() + [generator.byte()]
    default: [0x01] + bytes + bytes
    }
  }
}
