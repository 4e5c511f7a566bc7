public import CPSDiagnostics
public import CPSPrimitives
internal import FoundationEssentials
internal import OpenSSLKit

/// The trust store of one environment: a folder with authorities and revocation lists.
///
/// Only what a pin names comes in, and everything is held against the pins again when it is loaded, so that a
/// file changed in the folder is refused and not believed. Each file is replaced in one step.
public struct TrustDirectory: Sendable {
  /// The folder.
  public let path: String
  /// The authorities that may be in it.
  public let pins: TrustPins

  /// The most files of a folder that are looked at.
  private static let maximumFiles = 1_000

  /// The store in a folder, which the first import creates.
  public init(path: String, pins: TrustPins) {
    self.path = path
    self.pins = pins
  }

  /// Takes in a file, or every file of a folder that is not hidden; folders inside it are passed over.
  ///
  /// - Returns: what was taken in, and for a folder also what was refused.
  /// - Throws: for one file, why it is refused: ``Diagnostic/anchorNotPinned``,
  ///   ``Diagnostic/certificateMalformed``, ``Diagnostic/revocationListMalformed``,
  ///   ``Diagnostic/revocationListRefused``; ``Diagnostic/inputMissing`` when there is nothing to read;
  ///   ``Diagnostic/outputFailed`` when the store cannot be written.
  public func importItem(at source: String, at moment: Timestamp) throws(CPSError) -> TrustImport {
    var result = TrustImport()
    guard let names = Self.names(in: source) else {
      result.imported = try take(try TrustFile(path: source), at: moment)
      return result
    }
    guard !names.isEmpty else { throw CPSError(.inputMissing, ["path": source]) }
    var files: [(name: String, file: TrustFile)] = []
    for name in names {
      do throws(CPSError) { files.append((name, try TrustFile(path: "\(source)/\(name)"))) } catch {
        result.refused.append((name, error))
      }
    }
    // Authorities first: a list is held against the one that issued it.
    let lists = files.filter(\.file.certificates.isEmpty)
    for (name, file) in files.filter({ !$0.file.certificates.isEmpty }) + lists {
      do throws(CPSError) { result.imported += try take(file, at: moment) } catch {
        result.refused.append((name, error))
      }
    }
    result.refused.sort { $0.file < $1.file }
    return result
  }

  /// Every pin, with the authority that it names where that is in the store, in the order of their names.
  ///
  /// - Throws: what the loading of a stored authority throws.
  public func authorities() throws(CPSError) -> [AuthorityRecord] {
    let present = Dictionary(
      try storedAuthorities().map { ($0.certificate.sha256, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Dictionary(
      ProductionAuthority.all.map { ($0.fingerprint, $0.commonName) }, uniquingKeysWith: { first, _ in first }
    )
    return pins.fingerprints.map { fingerprint in
      AuthorityRecord(
        fingerprint: Hexadecimal.encode(fingerprint),
        name: present[fingerprint]?.name.text ?? known[fingerprint],
        expiry: present[fingerprint]?.certificate.notAfter)
    }.sorted { ($0.name ?? "~", $0.fingerprint) < ($1.name ?? "~", $1.fingerprint) }
  }

  /// Everything that a service needs: anchors, and a book with the stored lists.
  ///
  /// - Throws: ``Diagnostic/authorityMissing`` without the authorities of CPS cards;
  ///   ``Diagnostic/anchorNotPinned`` or ``Diagnostic/certificateMalformed`` for a stored file that was
  ///   changed.
  public func load(
    grace: RevocationGrace = .standard, at moment: Timestamp
  ) throws(CPSError) -> LoadedTrust {
    let anchors = try TrustAnchors(try storedAuthorities().map(\.certificate), pinnedBy: pins)
    let book = RevocationBook(anchors: anchors, grace: grace)
    return LoadedTrust(book: book, faults: refresh(book, at: moment))
  }

  /// Takes the stored lists into a book that may be in use already, and says which were refused; for their
  /// authorities the list in use stays.
  public func refresh(_ book: RevocationBook, at moment: Timestamp) -> [CPSError] {
    var faults: [CPSError] = []
    for authority in book.anchors.authorities {
      do throws(CPSError) {
        if let list = try storedList(of: authority) { try book.admit(list, at: moment) }
      } catch { faults.append(error) }
    }
    return faults
  }
}

extension TrustDirectory {
  private var authorityFolder: String { "\(path)/authorities" }
  private var listFolder: String { "\(path)/lists" }

  private func listPath(of authority: Authority) -> String {
    "\(listFolder)/\(Hexadecimal.encode(authority.keyIdentifier)).crl"
  }

  private func take(_ file: TrustFile, at moment: Timestamp) throws(CPSError) -> [TrustImport.Item] {
    var items: [TrustImport.Item] = []
    // All are judged before the first is stored, so that a refused file leaves no authority behind.
    var authorities: [Authority] = []
    for certificate in file.certificates { authorities.append(try Authority(certificate, pinnedBy: pins)) }
    for authority in authorities {
      let name = Hexadecimal.encode(authority.certificate.sha256)
      try store(authority.certificate.der, at: "\(authorityFolder)/\(name).cer", in: authorityFolder)
      items.append(.authority(authority.name.text, expiry: authority.certificate.notAfter))
    }
    for list in file.revocationLists { items.append(.revocationList(try take(list, at: moment))) }
    return items
  }

  private func take(_ list: RevocationList, at moment: Timestamp) throws(CPSError) -> RevocationFacts {
    guard let authority = try storedAuthorities().issuer(of: list) else {
      let issuer = list.issuer.description
      throw CPSError(
        .revocationListRefused, ["issuer": issuer, "detail": "its authority is not in the store"],
        reason: issuer)
    }
    let admitted = try AdmittedList(list, of: authority, at: moment)
    // A stored list that is itself refused by now keeps no newer one out.
    if let stored = try? storedList(of: authority),
      let present = try? AdmittedList(stored, of: authority, at: moment), admitted.isOlder(than: present)
    {
      throw CPSError(
        .revocationListRefused, ["issuer": admitted.issuer, "detail": "older than the list in use"],
        reason: "rollback")
    }
    try store(list.der, at: listPath(of: authority), in: listFolder)
    return admitted.facts(at: moment)
  }

  private func storedAuthorities() throws(CPSError) -> [Authority] {
    var authorities: [Authority] = []
    for name in Self.names(in: authorityFolder) ?? [] {
      let certificate = try Certificate(der: try TrustFile.bytes("\(authorityFolder)/\(name)"))
      authorities.append(try Authority(certificate, pinnedBy: pins))
    }
    return authorities
  }

  private func storedList(of authority: Authority) throws(CPSError) -> RevocationList? {
    let file = listPath(of: authority)
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    return try RevocationList(der: try TrustFile.bytes(file))
  }

  private func store(_ bytes: [UInt8], at file: String, in folder: String) throws(CPSError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(filePath: file), options: .atomic)
    } catch { throw CPSError(.outputFailed, ["path": file], reason: "\(error)") }
  }

  /// The names of the files of a folder that are not hidden, in order; nil when it is no folder.
  private static func names(in folder: String) -> [String]? {
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
