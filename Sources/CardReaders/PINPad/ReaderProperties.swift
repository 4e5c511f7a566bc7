/// The properties of a reader, as far as they are used (PC/SC part 10, section 2.6: GET_TLV_PROPERTIES).
struct ReaderProperties: Sendable, Hashable {
  private static let vendorTag: UInt8 = 0x0B
  private static let productTag: UInt8 = 0x0C

  /// Its make, where it names it.
  let model: ReaderModel?

  /// Reads elements of a tag, a length and a value with the lowest byte first.
  ///
  /// Total: what is cut short or of another form is ignored with all that follows it (attack case HR-15).
  init(_ list: [UInt8]) {
    var rest = list[...]
    var values: [UInt8: UInt16] = [:]
    while let tag = rest.popFirst(), let length = rest.popFirst(), rest.count >= Int(length) {
      let value = rest.prefix(Int(length))
      rest = rest.dropFirst(Int(length))
      guard length == 2, let low = value.first, let high = value.last else { continue }
      values[tag] = UInt16(high) << 8 | UInt16(low)
    }
    if let vendor = values[Self.vendorTag], let product = values[Self.productTag] {
      model = ReaderModel(vendor, product)
    } else {
      model = nil
    }
  }
}
