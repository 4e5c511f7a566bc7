internal import CPSDiagnostics
internal import FoundationEssentials
internal import OpenSSLKit

/// What a file that somebody wants imported holds.
enum TrustFile {
  case certificates([Certificate])
  case revocationLists([RevocationList])

  private static let armour = Array("-----BEGIN ".utf8)

  /// Reads one file in DER or PEM; which of the two, and what it holds, its contents tell.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/certificateMalformed``,
  ///   ``Diagnostic/revocationListMalformed``.
  init(path: String) throws(CPSError) {
    let bytes = try Self.bytes(path)
    if bytes.firstRange(of: Self.armour) != nil {
      let text = String(decoding: bytes, as: UTF8.self)
      if let lists = try? RevocationList.all(inPEM: text) {
        self = .revocationLists(lists)
      } else {
        self = .certificates(try Certificate.all(inPEM: text))
      }
      return
    }
    if let list = try? RevocationList(der: bytes) {
      self = .revocationLists([list])
    } else if path.hasSuffix(".crl") {
      self = .revocationLists([try RevocationList(der: bytes)])
    } else {
      self = .certificates([try Certificate(der: bytes)])
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
