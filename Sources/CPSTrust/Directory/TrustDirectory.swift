public import CPSDiagnostics
public import CPSPrimitives
internal import OpenSSLKit

/// The trust store of one environment: a folder with authorities and revocation lists.
///
/// Only what a pin names comes in, and everything is held against the pins again when it is loaded, so that a
/// file changed in the folder is refused and not believed. Each file is replaced in one step and forced to the
/// disk, so that whenever an import is killed the store is sound.
public struct TrustDirectory: Sendable {
  /// The folder.
  public let path: String
  /// The authorities that may be in it.
  public let pins: TrustPins

  var store: TrustStore { TrustStore(path: path, pins: pins) }

  /// The store in a folder, which the first import creates.
  public init(path: String, pins: TrustPins) {
    self.path = path
    self.pins = pins
  }

  /// Takes in files, and every file of folders that is not hidden; folders inside them are passed over.
  ///
  /// Certificates, revocation lists, PKCS #7 files of them (none is trusted for being inside), in DER or PEM,
  /// and signed bundles. A file that is named must give something; what is foreign in a folder is told and no
  /// fault.
  ///
  /// - Parameter signer: who may sign bundles; without one they are refused.
  /// - Throws: ``Diagnostic/inputMissing`` when there is nothing to read; ``Diagnostic/trustStoreBusy``;
  ///   ``Diagnostic/outputFailed`` when the store cannot be written.
  public func importItems(
    at sources: [String], bundlesBy signer: BundleSigner? = nil, at moment: Timestamp
  ) throws(CPSError) -> TrustImport {
    var intake = TrustIntake(into: store, at: moment)
    for source in sources { try intake.read(source) }
    return try intake.finish(bundlesBy: signer)
  }

  /// Takes in one file or folder.
  ///
  /// - Throws: as ``importItems(at:bundlesBy:at:)``, and for one file why it is refused:
  ///   ``Diagnostic/anchorNotPinned``, ``Diagnostic/certificateMalformed``,
  ///   ``Diagnostic/revocationListMalformed``, ``Diagnostic/revocationListRefused``.
  public func importItem(at source: String, at moment: Timestamp) throws(CPSError) -> TrustImport {
    let result = try importItems(at: [source], at: moment)
    if result.isEmpty, TrustStore.names(in: source) == nil, let first = result.refused.first {
      throw first.error
    }
    return result
  }

  /// Every pin, with the authority that it names where that is in the store, in the order of their names.
  ///
  /// - Throws: what the loading of a stored authority throws.
  public func authorities() throws(CPSError) -> [AuthorityRecord] {
    let present = Dictionary(
      try store.authorities().map { ($0.certificate.sha256, $0) }, uniquingKeysWith: { first, _ in first })
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
    let anchors = try TrustAnchors(try store.authorities().map(\.certificate), pinnedBy: pins)
    let book = RevocationBook(anchors: anchors, grace: grace)
    return LoadedTrust(book: book, faults: refresh(book, at: moment))
  }

  /// Takes in one list of an authority of the store.
  ///
  /// - Throws: ``Diagnostic/revocationListRefused`` with the stored list kept; ``Diagnostic/trustStoreBusy``,
  ///   ``Diagnostic/outputFailed``.
  func keep(_ list: RevocationList, of authority: Authority, at moment: Timestamp) throws(CPSError) {
    let lock = try store.lock()
    defer { _ = lock }
    _ = try store.shelf.keep(list, of: authority, at: moment)
  }

  /// Takes the stored lists into a book that may be in use already, and says which were refused; for their
  /// authorities the list in use stays.
  public func refresh(_ book: RevocationBook, at moment: Timestamp) -> [CPSError] {
    var faults: [CPSError] = []
    for authority in book.anchors.authorities {
      do throws(CPSError) {
        let digests = book.digests(of: authority)
        if let lists = try store.shelf.lists(of: authority, otherThan: digests, at: moment) {
          _ = try book.put(lists, of: authority)
        }
      } catch { faults.append(error) }
    }
    return faults
  }
}
