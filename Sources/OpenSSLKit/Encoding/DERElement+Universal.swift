extension DERElement {
  /// What is wrong with an element of the universal class, if anything (ITU-T X.690, clauses 8, 10 and 11).
  var universalFault: String? {
    let mustBeConstructed = tag & 0x1F == 0x10 || tag & 0x1F == 0x11
    guard isConstructed == mustBeConstructed else { return "constructed bit of tag \(tag)" }
    return switch tag {
    case 0x01: contents == [0x00] || contents == [0xFF] ? nil : "boolean"
    case 0x02, 0x0A: isShortestInteger ? nil : "integer not shortest"
    case 0x03: isWellFormedBitString ? nil : "bit string"
    case 0x05: contents.isEmpty ? nil : "null with contents"
    case 0x06: ObjectIdentifier(derContents: contents) == nil ? "object identifier" : nil
    default: nil
    }
  }

  private var isShortestInteger: Bool {
    guard let first = contents.first else { return false }
    guard let second = contents.dropFirst().first else { return true }
    return !(first == 0x00 && second < 0x80) && !(first == 0xFF && second >= 0x80)
  }

  private var isWellFormedBitString: Bool {
    guard let unused = contents.first, unused < 8 else { return false }
    guard contents.count > 1, let last = contents.last else { return unused == 0 }
    return last & (1 << unused - 1) == 0
  }
}
