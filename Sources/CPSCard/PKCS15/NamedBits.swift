internal import CPSDiagnostics
internal import SmartCard

/// An ASN.1 BIT STRING whose bits have names (ISO/IEC 8825-1, clause 8.6).
struct NamedBits: Sendable, Hashable {
  private let bytes: [UInt8]

  /// Reads the BIT STRING `object`.
  ///
  /// - Throws: ``Diagnostic/malformedTLV`` when its count of unused bits is missing or above 7.
  init(_ object: TLV) throws(CPSError) {
    guard let unused = object.value.first, unused <= 7, unused == 0 || object.value.count > 1 else {
      throw CPSError(.malformedTLV, reason: "a bit string of the wrong form")
    }
    bytes = Array(object.value.dropFirst())
  }

  /// Whether bit `index` is set, the first bit being 0.
  func contains(_ index: Int) -> Bool {
    bytes.indices.contains(index / 8) && bytes[index / 8] & (0x80 >> UInt8(index % 8)) != 0
  }
}
