internal import CPSDiagnostics
internal import CPSPrimitives

/// A session token in locked memory.
final class HeldToken: Sendable {
  /// The longest token that is taken, in bytes.
  private static let maximumLength = 1_024

  private let text: SecretBytes

  /// Takes over a token that a service gave.
  ///
  /// - Throws: ``Diagnostic/serviceAnswerInvalid`` unless it is 16 to 1,024 bytes of `token68`
  ///   (RFC 9110, clause 11.2), so that it can stand in a header.
  init(_ token: String) throws(CPSError) {
    var bytes = Array(token.utf8)
    defer { SecretBytes.wipe(&bytes) }
    guard (16...Self.maximumLength).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else {
      throw CPSError(.serviceAnswerInvalid, reason: "token")
    }
    text = try SecretBytes(copying: bytes)
  }

  /// The token, for one request.
  ///
  /// - Throws: ``Diagnostic/processForked``.
  func forRequest() throws(CPSError) -> String {
    try text.withBytes { bytes in bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x2B, 0x2D, 0x2E, 0x2F, 0x3D, 0x5F, 0x7E: true
    default: false
    }
  }
}
