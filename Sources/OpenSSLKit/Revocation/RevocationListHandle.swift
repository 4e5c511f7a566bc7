internal import COpenSSL

/// Owns one `X509_CRL`.
///
/// Its extensions are cached when libcrypto decodes it; its entries are sorted here, before anybody else sees
/// it, so that it is never altered afterwards.
final class RevocationListHandle: @unchecked Sendable {
  // INVARIANT: `pointer` is a live X509_CRL of which this object holds one reference; it is not altered.
  let pointer: OpaquePointer

  /// Takes over one reference.
  init(owning pointer: OpaquePointer) {
    self.pointer = pointer
    _ = holds([0])
  }

  deinit { X509_CRL_free(pointer) }

  /// Whether an entry has this serial number, given as a magnitude.
  func holds(_ serialNumber: [UInt8], isNegative: Bool = false) -> Bool {
    guard let number = BN_bin2bn(serialNumber, Int32(clamping: serialNumber.count), nil) else { return true }
    defer { BN_free(number) }
    BN_set_negative(number, isNegative ? 1 : 0)
    // Without memory nothing is known, and what is not known is revoked.
    guard let integer = BN_to_ASN1_INTEGER(number, nil) else { return true }
    defer { ASN1_INTEGER_free(integer) }
    var entry: OpaquePointer?
    return X509_CRL_get0_by_serial(pointer, &entry, integer) != 0
  }
}
