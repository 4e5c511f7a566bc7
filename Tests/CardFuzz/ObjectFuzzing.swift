internal import CPSDiagnostics
internal import SmartCard

/// BER-TLV objects, walked to their last leaf.
enum ObjectFuzzing {
  static func violation(by input: [UInt8]) -> String? {
    if let objects = try? TLV.sequence(in: input) {
      if objects.reduce(0, { $0 + $1.encoded.count }) != input.count { return "not all bytes were read" }
      if let violation = violation(in: objects, depth: 0) { return violation }
    }
    if let objects = try? TLV.sequence(inPaddedFile: input) {
      return violation(in: objects, depth: 0)
    }
    return nil
  }

  private static func violation(in objects: [TLV], depth: Int) -> String? {
    if depth > TLV.maximumDepth { return "nested deeper than agreed" }
    for object in objects {
      if object.value.count >= object.encoded.count { return "a value larger than its object" }
      if let first = objects.first, (try? TLV.single(first.tag, in: objects)) != nil,
        objects.count(where: { $0.tag == first.tag }) != 1
      {
        return "one of several taken"
      }
      if object.tag.isConstructed, let members = try? object.children(),
        let violation = violation(in: members, depth: depth + 1)
      {
        return violation
      }
    }
    return nil
  }
}
