import BenchSupport
import COpenSSL

/// A revocation list in libcrypto's own form.
final class BareList {
  private let list: OpaquePointer

  /// Decodes a list and verifies its signature by the key of `issuer`.
  init(_ der: [UInt8], issuer: [UInt8]) throws {
    let certificate = try issuer.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      guard let value = d2i_X509(nil, &cursor, buffer.count) else { throw BareFailure("d2i_X509") }
      return value
    }
    defer { X509_free(certificate) }
    list = try der.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      guard let value = d2i_X509_CRL(nil, &cursor, buffer.count) else { throw BareFailure("d2i_X509_CRL") }
      return value
    }
    guard let key = X509_get0_pubkey(certificate), X509_CRL_verify(list, key) == 1 else {
      throw BareFailure("X509_CRL_verify")
    }
  }

  deinit { X509_CRL_free(list) }

  /// Whether an entry has this serial number.
  func contains(_ serialNumber: [UInt8]) -> Bool {
    guard let number = BN_bin2bn(serialNumber, Int32(serialNumber.count), nil) else { return true }
    defer { BN_free(number) }
    guard let integer = BN_to_ASN1_INTEGER(number, nil) else { return true }
    defer { ASN1_INTEGER_free(integer) }
    var entry: OpaquePointer?
    return X509_CRL_get0_by_serial(list, &entry, integer) != 0
  }
}
