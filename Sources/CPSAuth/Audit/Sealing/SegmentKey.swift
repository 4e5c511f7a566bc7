internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// The key under which the subjects of one segment of the log are sealed.
///
/// In this process in locked memory, in the log sealed to the recipients, and nowhere else.
final class SegmentKey: Sendable {
  private let material: SecretBytes

  /// A fresh key.
  init(from random: some RandomSource) throws(CPSError) {
    var bytes = try random.bytes(AuthenticatedCipher.keyLength)
    defer { SecretBytes.wipe(&bytes) }
    material = try SecretBytes(copying: bytes)
  }

  /// A key that a recipient recovered.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` unless it has 32 bytes.
  init(_ material: consuming SecretBytes) throws(CPSError) {
    guard material.count == AuthenticatedCipher.keyLength else {
      throw CPSError(.inputMalformed, ["detail": "segment key"], reason: "\(material.count) bytes")
    }
    self.material = material
  }

  /// The key, sealed to the recipients: a CMS message.
  func envelope(to recipients: SealRecipients) throws(CPSError) -> [UInt8] {
    try withBytes { (bytes) throws(CPSError) in
      try SealedContent(sealing: bytes, to: recipients.certificates).der
    }
  }

  /// Seals a subject for one entry; it opens in no other.
  func seal(
    _ subject: String, inEntry sequence: Int64, random: some RandomSource
  ) throws(CPSError) -> [UInt8] {
    let nonce = try random.bytes(AuthenticatedCipher.nonceLength)
    return try withBytes { (bytes) throws(CPSError) in
      try AuthenticatedCipher.seal(
        Array(subject.utf8), key: bytes, nonce: nonce, authenticating: sequence.bigEndianBytes)
    }
  }

  /// The subject of an entry; nil when it was not sealed for it under this key.
  func open(_ sealed: [UInt8], ofEntry sequence: Int64) throws(CPSError) -> String? {
    let bytes = try withBytes { (bytes) throws(CPSError) in
      try AuthenticatedCipher.open(sealed, key: bytes, authenticating: sequence.bigEndianBytes)
    }
    return bytes.flatMap { String(validating: $0, as: UTF8.self) }
  }

  private func withBytes<Result>(
    _ body: ([UInt8]) throws(CPSError) -> Result
  ) throws(CPSError) -> Result {
    try material.withBytes { (span) throws(CPSError) in
      var bytes = span.indices.map { span[$0] }
      defer { SecretBytes.wipe(&bytes) }
      return try body(bytes)
    }
  }
}
