public import CPSDiagnostics
public import CPSPrimitives
internal import OpenSSLKit

/// The secret that a webhook's receiver shares, by which it knows that a notice comes from this service.
public final class WebhookSecret: Sendable {
  /// The least and the most bytes (standardwebhooks.com, "Signature scheme": 24 to 64).
  public static let lengthRange = 24...64

  private let material: SecretBytes

  /// A secret of unpredictable bytes.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` for another length.
  public init(_ material: consuming SecretBytes) throws(CPSError) {
    guard Self.lengthRange.contains(material.count) else {
      throw CPSError(
        .configurationInvalid, ["place": "notices.secret", "detail": "24 to 64 unpredictable bytes"])
    }
    self.material = material
  }

  /// HMAC-SHA-256 of a message: 32 bytes.
  func code(of message: [UInt8]) throws(CPSError) -> [UInt8] {
    try material.withBytes { (bytes) throws(CPSError) in
      try MessageAuthentication.hmacSHA256(key: bytes.indices.map { bytes[$0] }, message: message)
    }
  }
}
