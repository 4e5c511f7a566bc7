public import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// Who may sign bundles for a site: the SHA-256 of a certificate, which the site pinned beforehand.
public struct BundleSigner: Sendable, Hashable {
  private let fingerprint: [UInt8]

  /// Reads a pin.
  ///
  /// - Parameter text: SHA-256 of the certificate's DER, as 64 hexadecimal digits, with colons or not.
  /// - Throws: ``Diagnostic/configurationInvalid`` for another form.
  public init(_ text: String) throws(CPSError) {
    // openssl x509 -fingerprint writes a colon after each byte, sha256sum none.
    guard let fingerprint = Hexadecimal.decode(text.filter { $0 != ":" }), fingerprint.count == 32 else {
      throw CPSError(
        .configurationInvalid,
        ["place": "trust_bundle_signer", "detail": "a fingerprint is 64 hexadecimal digits"])
    }
    self.fingerprint = fingerprint
  }

  func isThat(of certificate: Certificate) -> Bool { certificate.sha256 == fingerprint }
}
