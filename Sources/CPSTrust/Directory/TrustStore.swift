internal import CPSDiagnostics
internal import CPSPrimitives
internal import FoundationEssentials
internal import OpenSSLKit

/// The files of a trust store: where each lies, and how it is read and replaced.
///
/// Whoever writes holds a ``StoreLock``; who reads needs none, since a file is replaced whole.
struct TrustStore: Sendable {
  /// The most files of a folder that are looked at.
  private static let maximumFiles = 1_000

  let path: String
  let pins: TrustPins

  private var authorityFolder: String { "\(path)/authorities" }
  private var listFolder: String { "\(path)/lists" }
  private var noteFolder: String { "\(path)/latest" }
  private var bundleFile: String { "\(path)/bundle" }

  /// The stored authorities, each held against the pins.
  ///
  /// - Throws: ``Diagnostic/anchorNotPinned`` or ``Diagnostic/certificateMalformed`` for a file that was
  ///   changed.
  func authorities() throws(CPSError) -> [Authority] {
    var authorities: [Authority] = []
    for name in Self.names(in: authorityFolder) ?? [] { authorities.append(try authority(in: name)) }
    return authorities
  }

  /// The stored authorities that are sound: what an import goes by, which may mend the others.
  func soundAuthorities() -> [Authority] {
    (Self.names(in: authorityFolder) ?? []).compactMap { try? authority(in: $0) }
  }

  private func authority(in name: String) throws(CPSError) -> Authority {
    try Authority(try Certificate(der: try TrustFile.bytes("\(authorityFolder)/\(name)")), pinnedBy: pins)
  }

  /// The revocation lists.
  var shelf: ListShelf { ListShelf(folder: listFolder, noteFolder: noteFolder) }

  /// When the last bundle was made that was taken in; nil when there was none.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` for a file that was changed: without that moment no bundle can
  ///   be told from an older one.
  func bundleMoment() throws(CPSError) -> Timestamp? {
    guard FileManager.default.fileExists(atPath: bundleFile) else { return nil }
    let text = String(decoding: try TrustFile.bytes(bundleFile), as: UTF8.self)
    guard text.hasSuffix("\n"), let moment = Timestamp(rfc3339: String(text.dropLast())) else {
      throw CPSError(.inputMalformed, ["detail": bundleFile], reason: "no moment")
    }
    return moment
  }

  /// Takes the right to write, making the store where there is none.
  ///
  /// - Throws: ``Diagnostic/trustStoreBusy``, ``Diagnostic/outputFailed``.
  func lock() throws(CPSError) -> StoreLock {
    for folder in [path, authorityFolder, listFolder, noteFolder] { try DurableFile.makeFolder(folder) }
    return try StoreLock(of: path)
  }

  func keep(_ authority: Authority) throws(CPSError) {
    try DurableFile.replace(
      "\(Hexadecimal.encode(authority.certificate.sha256)).cer", in: authorityFolder,
      with: authority.certificate.der)
  }

  func keep(bundleMoment moment: Timestamp) throws(CPSError) {
    try DurableFile.replace("bundle", in: path, with: Array("\(moment.rfc3339)\n".utf8))
  }

  /// The names of the files of a folder that are not hidden, in order; nil when it is no folder.
  static func names(in folder: String) -> [String]? {
    guard isFolder(folder), let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return nil
    }
    let files = names.filter { !$0.hasPrefix(".") && !isFolder("\(folder)/\($0)") }
    return Array(files.sorted().prefix(maximumFiles))
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }
}
