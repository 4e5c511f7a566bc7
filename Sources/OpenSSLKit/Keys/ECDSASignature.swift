internal import COpenSSL
internal import CPSDiagnostics

/// The two forms of an ECDSA signature, and the way between them.
enum ECDSASignature {
  /// How r and s are written.
  enum Form: Sendable, Hashable {
    /// SEQUENCE of two INTEGERs (RFC 3279, clause 2.2.3), which libcrypto takes.
    case der
    /// Side by side, each as long as the order of the curve (IEEE 1363; RFC 7518, clause 3.4).
    case sideBySide
  }

  /// DER of r and s; nil for another length, and when libcrypto has no memory.
  static func der(fromRaw raw: [UInt8], on curve: NamedCurve = .p256) -> [UInt8]? {
    let width = curve.coordinateLength
    guard raw.count == 2 * width, let signature = ECDSA_SIG_new() else { return nil }
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

  /// r and s side by side, of a signature that libcrypto made.
  static func raw(fromDER der: [UInt8], on curve: NamedCurve = .p256) -> [UInt8]? {
    let width = curve.coordinateLength
    let parsed = der.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      return d2i_ECDSA_SIG(nil, &cursor, buffer.count)
    }
    guard let parsed else { return nil }
    defer { ECDSA_SIG_free(parsed) }
    var raw = [UInt8](repeating: 0, count: 2 * width)
    let written = raw.withUnsafeMutableBufferPointer { buffer in
      BN_bn2binpad(ECDSA_SIG_get0_r(parsed), buffer.baseAddress, Int32(width))
        + BN_bn2binpad(ECDSA_SIG_get0_s(parsed), buffer.baseAddress.map { $0 + width }, Int32(width))
    }
    return written == Int32(2 * width) ? raw : nil
  }
}
