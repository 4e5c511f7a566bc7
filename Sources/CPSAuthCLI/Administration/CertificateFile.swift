internal import CPSConfiguration
internal import CPSDiagnostics
internal import OpenSSLKit

/// A file with certificates that somebody asks about.
enum CertificateFile {
  /// The longest file, in bytes.
  private static let longest = 1 << 20

  /// The certificates of a file in DER, PEM or PKCS #7; a failure for what cannot be read, which is an answer,
  /// too.
  ///
  /// - Throws: ``Diagnostic/inputMissing``.
  static func certificates(in path: String) throws(CPSError) -> [Result<Certificate, CPSError>] {
    let bytes = try BoundedFile.bytes(at: path, atMost: longest + 1)
    guard bytes.count <= longest else { return [.failure(CPSError(.certificateMalformed))] }
    do throws(CPSError) {
      if CertificateCollection.isSignedData(bytes) {
        return try CertificateCollection(pkcs7: bytes).certificates.map { .success($0) }
      }
      if bytes.first != 0x30, bytes.firstRange(of: Array("-----BEGIN ".utf8)) != nil {
        let text = String(decoding: bytes, as: UTF8.self)
        return try CertificateCollection(pem: text).certificates.map { .success($0) }
      }
      return [.success(try Certificate(der: bytes))]
    } catch { return [.failure(error)] }
  }
}
