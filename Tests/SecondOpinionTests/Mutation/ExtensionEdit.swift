import OpenSSLKit

/// Alterations of the list of extensions.
enum ExtensionEdit {
  static func apply(
    _ mutation: Mutation, to extensions: inout [EditableElement],
    by generator: inout SeededGenerator
  ) {
    guard !extensions.isEmpty else { return }
    let index = generator.below(extensions.count)
    switch mutation {
    case .extensionRemoved: extensions.remove(at: index)
    case .extensionRepeated: extensions.append(extensions[index])
    case .extensionsExchanged: extensions.swapAt(index, generator.below(extensions.count))
    case .criticality: turnCriticality(of: &extensions[index], by: &generator)
    case .extensionValueCut: cutValue(of: &extensions[index], by: &generator)
    default: extensions.append(stranger(by: &generator))
    }
  }

  /// TRUE where nothing stood and nothing where it stood; now and then FALSE, which DER never writes.
  private static func turnCriticality(
    of item: inout EditableElement, by generator: inout SeededGenerator
  ) {
    if item.members.count == 3 {
      item.members.remove(at: 1)
    } else if item.members.count == 2 {
      let value: UInt8 = generator.onceIn(4) ? 0x00 : 0xFF
      item.members.insert(EditableElement(tag: 0x01, bytes: [value]), at: 1)
    }
  }

  private static func cutValue(of item: inout EditableElement, by generator: inout SeededGenerator) {
    guard let last = item.members.indices.last else { return }
    let whole = item.members[last].bytes ?? item.members[last].members.flatMap(\.encoding)
    item.members[last] = EditableElement(
      tag: 0x04, bytes: Array(whole.prefix(generator.below(whole.count + 1))))
  }

  /// An extension that nobody knows, or one that constrains an authority and has no business in a leaf.
  private static func stranger(by generator: inout SeededGenerator) -> EditableElement {
    let choices: [(ObjectIdentifier, [UInt8])] = [
      ("1.3.6.1.4.1.99999.1", DEREncoding.null), ("1.3.6.1.4.1.99999.2", [0xFF, 0x00]),
      // nameConstraints with an empty list, inhibitAnyPolicy, policyConstraints (RFC 5280, clause 4.2.1).
      ("2.5.29.30", DEREncoding.sequence()), ("2.5.29.54", DEREncoding.integer(0)),
      ("2.5.29.36", DEREncoding.sequence(DEREncoding.element(0x80, [0]))),
    ]
    guard let (oid, value) = generator.pick(choices) else {
      return EditableElement(tag: 0x30, members: [])
    }
    var members = [
      EditableElement(tag: 0x06, bytes: Array(DEREncoding.objectIdentifier(oid).dropFirst(2)))
    ]
    if generator.onceIn(2) { members.append(EditableElement(tag: 0x01, bytes: [0xFF])) }
    members.append(EditableElement(tag: 0x04, bytes: value))
    return EditableElement(tag: 0x30, members: members)
  }
}
