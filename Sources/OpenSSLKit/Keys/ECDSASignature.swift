internal import COpenSSL
internal import CPSDiagnostics

/// The two forms of an ECDSA signature on P-256: r and s side by side, and the DER that libcrypto takes.
enum ECDSASignature {
  /// Bytes of r, and of s.
  private static let width = 32

  /// The length of r and s side by side.
  static let length = 2 * width

  /// DER of r and s; nil when libcrypto has no memory or the length is wrong.
  static func der(fromRaw raw: [UInt8]) -> [UInt8]? {
    guard raw.count == length, let signature = ECDSA_SIG_new() else { return nil }
    defer { ECDSA_SIG_free(signature) }
    let r = raw.withUnsafeBufferPointer { BN_bin2bn($0.baseAddress, Int32(width), nil) }
    let s = raw.withUnsafeBufferPointer { BN_bin2bn($0.baseAddress.map { $0 + width }, Int32(width), nil) }
    guard ECDSA_SIG_set0(signature, r, s) == 1 else {
      BN_free(r)
      BN_free(s)
      return nil
    }
    return DERWriter.bytes { i2d_ECDSA_SIG(signature, $0) }
  }

  /// r and s of a signature that libcrypto made.
  static func raw(fromDER der: [UInt8]) -> [UInt8]? {
    let parsed = der.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      return d2i_ECDSA_SIG(nil, &cursor, buffer.count)
    }
    guard let parsed else { return nil }
    defer { ECDSA_SIG_free(parsed) }
    var raw = [UInt8](repeating: 0, count: length)
    let written = raw.withUnsafeMutableBufferPointer { buffer in
      BN_bn2binpad(ECDSA_SIG_get0_r(parsed), buffer.baseAddress, Int32(width))
        + BN_bn2binpad(ECDSA_SIG_get0_s(parsed), buffer.baseAddress.map { $0 + width }, Int32(width))
    }
    return written == Int32(length) ? raw : nil
  }
}
