internal import CPSDiagnostics
internal import FoundationEssentials
internal import OpenSSLKit

/// What a file that somebody wants imported holds: its contents tell, and its name only what it ought to.
enum TrustFile {
  /// Certificates and revocation lists, each to be judged for itself.
  case members([Certificate], [RevocationList])
  /// A signed bundle, to be judged as a whole.
  case bundle(SignedContent)

  /// The longest file that is read, in bytes: a bundle with the lists of nine authorities.
  static let maximumLength = 1 << 28

  /// The ends of names that promise a certificate, a list, a PKCS #7 file or a bundle.
  private static let promises = [
    ".cer", ".crt", ".der", ".pem", ".crl", ".p7b", ".p7c", ".p7m", ".cms", ".bundle",
  ]

  /// What a text in PEM says of its blocks (RFC 7468, clauses 5 to 9).
  private static let labels = ["CERTIFICATE", "X509 CRL", "PKCS7", "CMS"]

  /// Whether what is not readable under this name is a damaged file, and not simply another thing.
  static func isPromised(by name: String) -> Bool { promises.contains { name.lowercased().hasSuffix($0) } }

  /// Reads one file in DER or PEM: a certificate, a list, several of them, a PKCS #7 file, or a bundle.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/nothingToImport`` for a text with blocks of other
  ///   kinds only, ``Diagnostic/inputMalformed`` for a message of another form,
  ///   ``Diagnostic/revocationListMalformed``, ``Diagnostic/certificateMalformed`` for everything else.
  init(path: String) throws(CPSError) { try self.init(try Self.bytes(path), name: path) }

  /// Reads the contents of a file of this name.
  ///
  /// - Throws: as ``init(path:)``, but for what is missing.
  init(_ bytes: [UInt8], name: String) throws(CPSError) {
    if CertificateCollection.isSignedData(bytes) {
      self = try Self.message(bytes)
    } else if Self.isText(bytes), bytes.firstRange(of: Array("-----BEGIN ".utf8)) != nil {
      let text = String(decoding: bytes, as: UTF8.self)
      // A key in PEM is another thing, not a damaged certificate.
      guard Self.labels.contains(where: { text.contains("-----BEGIN \($0)-----") }) else {
        throw CPSError(.nothingToImport, ["path": name])
      }
      let collection: CertificateCollection
      do throws(CPSError) {
        collection = try CertificateCollection(pem: text)
      } catch  where error.diagnostic == .inputMalformed {
        throw CPSError(.certificateMalformed, error.values, reason: error.reason)
      }
      self = .members(collection.certificates, collection.revocationLists)
    } else if let list = try? RevocationList(der: bytes) {
      self = .members([], [list])
    } else if name.hasSuffix(".crl") {
      // Read again for the reason against it.
      self = .members([], [try RevocationList(der: bytes)])
    } else {
      self = .members([try Certificate(der: bytes)], [])
    }
  }

  /// Whether bytes may be a text, in whatever encoding its remarks are; a damaged bundle, which has a text
  /// inside, is none.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
  }

  private static func message(_ bytes: [UInt8]) throws(CPSError) -> TrustFile {
    do throws(CPSError) {
      let collection = try CertificateCollection(pkcs7: bytes)
      return .members(collection.certificates, collection.revocationLists)
    } catch  where error.diagnostic == .inputMalformed {
      // What is signed is a bundle or nothing.
      return .bundle(try SignedContent(der: bytes))
    }
  }

  /// The contents of a regular file of bounded length.
  static func bytes(_ path: String) throws(CPSError) -> [UInt8] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path))
    guard attributes?[.type] as? FileAttributeType == .typeRegular,
      let size = attributes?[.size] as? UInt64 ?? (attributes?[.size] as? Int).map(UInt64.init(clamping:)),
      size <= UInt64(maximumLength), let data = FileManager.default.contents(atPath: path)
    else { throw CPSError(.inputMissing, ["path": path]) }
    return Array(data)
  }

  /// What a symbolic link leads to: attributes are those of the link itself.
  private static func resolved(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path
  }
}
