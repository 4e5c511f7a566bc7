public import CPSDiagnostics
public import CPSPrimitives

/// The 32 unpredictable bytes of a challenge.
public struct Nonce: Sendable, Hashable {
  /// The number of bytes.
  public static let length = 32

  /// The bytes.
  public let bytes: [UInt8]

  /// A fresh nonce.
  ///
  /// - Throws: ``Diagnostic/randomnessUnavailable``.
  public init(from random: some RandomSource) throws(CPSError) {
    bytes = try random.bytes(Self.length)
  }

  /// A nonce that was received.
  ///
  /// - Throws: ``Diagnostic/challengeMalformed`` unless it has 32 bytes that are not all equal
  ///   (attack case HN-04).
  public init(_ bytes: [UInt8]) throws(CPSError) {
    guard bytes.count == Self.length, Set(bytes).count > 1 else {
      throw CPSError(.challengeMalformed, reason: "nonce of \(bytes.count) bytes")
    }
    self.bytes = bytes
  }
}
