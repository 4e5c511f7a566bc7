internal import COpenSSL

extension DistinguishedName {
  /// Whether two names are the same by RFC 5280, clause 7.1: case and spaces do not count in the strings that
  /// it names.
  ///
  /// For paths under roots of any kind; where IGC-Santé is concerned names are equal byte by byte, or not.
  public func matches(_ other: DistinguishedName) -> Bool {
    if self == other { return true }
    return OpenSSLFailure.apart {
      guard let left = Self.decoded(der) else { return false }
      defer { X509_NAME_free(left) }
      guard let right = Self.decoded(other.der) else { return false }
      defer { X509_NAME_free(right) }
      return X509_NAME_cmp(left, right) == 0
    }
  }

  private static func decoded(_ der: [UInt8]) -> OpaquePointer? {
    DERReader.value(
      of: der, releasing: { X509_NAME_free($0) }, { cursor, length in d2i_X509_NAME(nil, cursor, length) })
  }
}
