internal import COpenSSL
public import CPSDiagnostics

/// Digests that another party began and a smart card ends, for virtual cards.
///
/// The last round on the card is what IAS ECC demands for qualified signatures (cps-card.md section 6.2).
extension Digest {
  private static let blockBits: UInt64 = 512

  /// Ends a SHA-1 from its chaining value (20 bytes) after `processedBits`, whole blocks of 512.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for a state of another length or a broken block.
  public static func finishSHA1(
    state: [UInt8], processedBits: UInt64, last: [UInt8]
  ) throws(CPSError) -> [UInt8] {
    try finish(state, processedBits, last, length: 20) { state, bits, last, count, digest in
      cpsauth_SHA1_finish(state, bits, last, count, digest)
    }
  }

  /// Ends a SHA-256 from its chaining value (32 bytes) after `processedBits`, whole blocks of 512.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for a state of another length or a broken block.
  public static func finishSHA256(
    state: [UInt8], processedBits: UInt64, last: [UInt8]
  ) throws(CPSError) -> [UInt8] {
    try finish(state, processedBits, last, length: 32) { state, bits, last, count, digest in
      cpsauth_SHA256_finish(state, bits, last, count, digest)
    }
  }

  private typealias Finisher = (
    UnsafePointer<UInt8>, UInt64, UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt8>
  ) -> Int32

  private static func finish(
    _ state: [UInt8], _ processedBits: UInt64, _ last: [UInt8], length: Int, by finisher: Finisher
  ) throws(CPSError) -> [UInt8] {
    guard state.count == length, processedBits.isMultiple(of: blockBits) else {
      throw CPSError(.cryptographyFailed, ["detail": "digest"], reason: "no state between two blocks")
    }
    return try OpenSSLFailure.apart { () throws(CPSError) in
      var digest = [UInt8](repeating: 0, count: length)
      guard finisher(state, processedBits, last, last.count, &digest) == 1 else {
        throw OpenSSLFailure.error(in: "digest")
      }
      return digest
    }
  }
}
