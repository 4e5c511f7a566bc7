internal import COpenSSL
public import CPSDiagnostics
public import CPSPrimitives

/// The deterministic random bit generator of libcrypto, seeded by the system (NIST SP 800-90A).
public struct SystemRandomSource: RandomSource {
  /// A view of the generator.
  public init() {}

  /// `count` unpredictable bytes.
  ///
  /// - Throws: ``Diagnostic/randomnessUnavailable``.
  public func bytes(_ count: Int) throws(CPSError) -> [UInt8] {
    guard count > 0 else { return [] }
    return try OpenSSLFailure.apart { () throws(CPSError) in
      var result = [UInt8](repeating: 0, count: count)
      guard let length = Int32(exactly: count), RAND_bytes(&result, length) == 1 else {
        throw OpenSSLFailure.error(.randomnessUnavailable, in: "RAND_bytes")
      }
      return result
    }
  }
}
