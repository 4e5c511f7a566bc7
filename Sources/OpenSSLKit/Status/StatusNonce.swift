public import CPSDiagnostics
public import CPSPrimitives

/// Unpredictable bytes that a responder repeats, so that an answer cannot be an older one (RFC 9654).
public struct StatusNonce: Sendable, Hashable {
  /// Bytes of a nonce of ours (RFC 9654, clause 2.1).
  public static let length = 32
  /// Bytes of a nonce that is read (RFC 9654, clause 2.1).
  static let admittedLengths = 1...128

  /// The bytes.
  public let bytes: [UInt8]

  /// A fresh nonce.
  ///
  /// - Throws: ``Diagnostic/randomnessUnavailable``.
  public init(from random: some RandomSource) throws(CPSError) { bytes = try random.bytes(Self.length) }

  /// The nonce of an extension: an OCTET STRING inside extnValue.
  init(extensionValue: [UInt8]) throws(CPSError) {
    guard let bytes = try DERElement(extensionValue).octetString, Self.admittedLengths.contains(bytes.count)
    else { throw DERElement.failure("nonce") }
    self.bytes = bytes
  }

  /// A nonce that a test chooses, of any length.
  init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// The extension of a request or a response that carries it.
  public var certificateExtension: CertificateExtension {
    CertificateExtension(.statusNonce, value: DEREncoding.octetString(bytes))
  }
}
