internal import CPSDiagnostics
internal import SmartCard

/// The members of an ASN.1 SEQUENCE, taken in their order.
///
/// Members that follow those asked for are let be: PKCS#15 types are extensible.
struct ObjectCursor {
  private var rest: ArraySlice<TLV>

  init(_ object: TLV) throws(CPSError) { rest = try object.children()[...] }

  /// The next member, which must bear `tag`.
  ///
  /// - Throws: ``Diagnostic/malformedTLV`` otherwise.
  mutating func take(_ tag: TLVTag) throws(CPSError) -> TLV {
    guard let found = takeIfPresent(tag) else {
      throw CPSError(.malformedTLV, reason: "member \(String(tag.rawValue, radix: 16)) missing")
    }
    return found
  }

  /// The next member when it bears `tag`; it stays otherwise.
  mutating func takeIfPresent(_ tag: TLVTag) -> TLV? {
    guard rest.first?.tag == tag else { return nil }
    return rest.popFirst()
  }
}
