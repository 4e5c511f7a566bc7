internal import CPSDiagnostics
internal import FoundationEssentials
internal import OpenSSLKit

/// What a file that somebody wants imported holds.
struct TrustFile {
  let certificates: [Certificate]
  let revocationLists: [RevocationList]

  /// Reads one file in DER or PEM; which of the two, and what it holds, its contents tell.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/certificateMalformed``,
  ///   ``Diagnostic/revocationListMalformed``.
  init(path: String) throws(CPSError) {
    let bytes = try Self.bytes(path)
    if bytes.firstRange(of: Array("-----BEGIN ".utf8)) != nil {
      let text = String(decoding: bytes, as: UTF8.self)
      let hasLists = text.contains("-----BEGIN X509 CRL-----")
      revocationLists = hasLists ? try RevocationList.all(inPEM: text) : []
      let hasCertificates = !hasLists || text.contains("-----BEGIN CERTIFICATE-----")
      certificates = hasCertificates ? try Certificate.all(inPEM: text) : []
    } else if let list = try? RevocationList(der: bytes) {
      (certificates, revocationLists) = ([], [list])
    } else if path.hasSuffix(".crl") {
      // Read again for the reason against it.
      (certificates, revocationLists) = ([], [try RevocationList(der: bytes)])
    } else {
      (certificates, revocationLists) = ([try Certificate(der: bytes)], [])
    }
  }

  /// The contents of a regular file of at most the length of the longest list.
  static func bytes(_ path: String) throws(CPSError) -> [UInt8] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path))
    guard attributes?[.type] as? FileAttributeType == .typeRegular,
      let size = attributes?[.size] as? UInt64 ?? (attributes?[.size] as? Int).map(UInt64.init(clamping:)),
      size <= UInt64(RevocationList.maximumLength), let data = FileManager.default.contents(atPath: path)
    else { throw CPSError(.inputMissing, ["path": path]) }
    return Array(data)
  }

  /// What a symbolic link leads to: attributes are those of the link itself.
  private static func resolved(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path
  }
}
