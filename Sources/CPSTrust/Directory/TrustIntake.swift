internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// One import: everything that is offered is read and judged, and then stored, authorities before lists.
struct TrustIntake {
  /// A file that is offered.
  private struct Offer {
    let name: String
    /// Whether the caller named it, rather than the folder that it lies in.
    let isNamed: Bool
    let file: TrustFile
  }

  private let store: TrustStore
  private let moment: Timestamp
  private var offers: [Offer] = []
  /// The sound authorities of the store, and those of this import.
  private var known: [Authority]
  private var newAuthorities: [Authority] = []
  private var candidates: [(file: String, list: RevocationList, authority: Authority)] = []
  private var bundleMoment: Timestamp?
  /// The files of which something is in the store.
  private var useful: Set<String> = []
  private var result = TrustImport()

  init(into store: TrustStore, at moment: Timestamp) {
    self.store = store
    self.moment = moment
    known = store.soundAuthorities()
  }

  /// Reads a file, or the files of a folder.
  ///
  /// - Throws: ``Diagnostic/inputMissing``.
  mutating func read(_ source: String) throws(CPSError) {
    guard let names = TrustStore.names(in: source) else {
      do throws(CPSError) {
        offers.append(Offer(name: source, isNamed: true, file: try TrustFile(path: source)))
      } catch {
        guard error.diagnostic != .inputMissing else { throw error }
        result.refused.append((source, error))
      }
      return
    }
    guard !names.isEmpty else { throw CPSError(.inputMissing, ["path": source]) }
    for name in names {
      do throws(CPSError) {
        let file = try TrustFile(path: "\(source)/\(name)")
        offers.append(Offer(name: name, isNamed: false, file: file))
      } catch  where TrustFile.isPromised(by: name) && error.diagnostic != .nothingToImport {
        result.refused.append((name, error))
      } catch {
        result.passedOver.append((name, error))
      }
    }
  }

  /// Reads what was fetched under a name.
  mutating func read(_ bytes: [UInt8], named name: String) {
    do throws(CPSError) {
      offers.append(Offer(name: name, isNamed: true, file: try TrustFile(bytes, name: name)))
    } catch { result.refused.append((name, error)) }
  }

  /// Judges and stores what was read.
  ///
  /// - Throws: ``Diagnostic/trustStoreBusy``, ``Diagnostic/outputFailed``.
  mutating func finish(bundlesBy signer: BundleSigner?) throws(CPSError) -> TrustImport {
    for offer in offers {
      if case .bundle(let message) = offer.file { open(message, in: offer.name, signer) }
    }
    for offer in offers {
      guard case .members(let certificates, _) = offer.file else { continue }
      for certificate in certificates { judge(certificate, in: offer) }
    }
    for offer in offers {
      guard case .members(_, let lists) = offer.file else { continue }
      for list in lists { judge(list, in: offer) }
    }
    try write()
    refuseNamedFilesInVain()
    result.refused.sort { $0.file < $1.file }
    result.passedOver.sort { $0.file < $1.file }
    return result
  }
}

extension TrustIntake {
  private mutating func judge(_ certificate: Certificate, in offer: Offer) {
    do throws(CPSError) {
      take(try Authority(certificate, pinnedBy: store.pins), of: offer.name)
    } catch {
      // An authority of this world that no pin names is an impostor or has no pin yet; all else is foreign.
      let claims = AuthorityName(certificate.subject)?.origin.environment == store.pins.environment
      remark(error, in: offer, isForeign: !claims)
    }
  }

  private mutating func take(_ authority: Authority, of file: String) {
    useful.insert(file)
    let item = TrustImport.Item.authority(authority.name.text, expiry: authority.certificate.notAfter)
    if known.contains(authority) {
      if !newAuthorities.contains(authority), !result.unchanged.contains(item) {
        result.unchanged.append(item)
      }
      return
    }
    known.append(authority)
    newAuthorities.append(authority)
    result.imported.append(item)
  }

  private mutating func judge(_ list: RevocationList, in offer: Offer) {
    do throws(CPSError) {
      guard let authority = known.issuer(of: list) else {
        let issuer = list.issuer.description
        let error = CPSError(
          .revocationListRefused, ["issuer": issuer, "detail": "its authority is not in the store"],
          reason: issuer)
        remark(error, in: offer, isForeign: true)
        return
      }
      _ = try AdmittedList(list, of: authority, at: moment)
      candidates.append((offer.name, list, authority))
    } catch { remark(error, in: offer, isForeign: false) }
  }

  private mutating func remark(_ error: CPSError, in offer: Offer, isForeign: Bool) {
    if isForeign {
      result.passedOver.append((offer.name, error))
    } else {
      result.refused.append((offer.name, error))
    }
  }

  /// Who names a file expects something of it.
  private mutating func refuseNamedFilesInVain() {
    let vain = Set(offers.filter(\.isNamed).map(\.name)).subtracting(useful)
    result.refused += result.passedOver.filter { vain.contains($0.file) }
    result.passedOver.removeAll { vain.contains($0.file) }
  }

  /// A bundle comes in whole or not at all.
  private mutating func open(_ message: SignedContent, in file: String, _ signer: BundleSigner?) {
    do throws(CPSError) {
      let bundle = try TrustBundle(
        opening: message, by: signer, for: store.pins.environment, notBefore: try store.bundleMoment(),
        at: moment)
      var authorities = known
      for certificate in bundle.certificates {
        let authority = try Authority(certificate, pinnedBy: store.pins)
        if !authorities.contains(authority) { authorities.append(authority) }
      }
      var lists: [(String, RevocationList, Authority)] = []
      for list in bundle.revocationLists {
        guard let authority = authorities.issuer(of: list) else {
          throw TrustBundle.refusal("a list of an authority that is not pinned")
        }
        _ = try AdmittedList(list, of: authority, at: moment)
        lists.append((file, list, authority))
      }
      for certificate in bundle.certificates {
        take(try Authority(certificate, pinnedBy: store.pins), of: file)
      }
      candidates += lists
      bundleMoment = max(bundleMoment ?? bundle.made, bundle.made)
    } catch { result.refused.append((file, error)) }
  }

  private mutating func write() throws(CPSError) {
    guard !newAuthorities.isEmpty || !candidates.isEmpty else { return }
    let lock = try store.lock()
    defer { _ = lock }
    // First of all: killed after this, the same bundle still comes in, and no older one does.
    if let bundleMoment { try store.keep(bundleMoment: bundleMoment) }
    for authority in newAuthorities { try store.keep(authority) }
    // A delta list is held against the complete one that it changes.
    for (file, list, authority) in candidates.filter({ !$0.list.isDelta }) + candidates.filter(\.list.isDelta)
    {
      do throws(CPSError) {
        try keep(list, of: authority)
        useful.insert(file)
      } catch {
        guard error.diagnostic == .revocationListRefused else { throw error }
        result.refused.append((file, error))
      }
    }
  }

  private mutating func keep(_ list: RevocationList, of authority: Authority) throws(CPSError) {
    let (facts, isNew) = try store.shelf.keep(list, of: authority, at: moment)
    if isNew {
      result.imported.append(.revocationList(facts))
    } else {
      result.unchanged.append(.revocationList(facts))
    }
  }
}
