public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit
internal import Synchronization

/// The revocation lists of the anchors: without a list that is complete, authentic and fresh nobody logs in.
///
/// There is no way to leave it out (attack case CA-01). A list is swapped in one step, so that a login sees
/// the old or the new one whole; nothing is fetched here.
public final class RevocationBook: Sendable {
  /// The authorities whose lists it holds.
  public let anchors: TrustAnchors
  /// How long a list that is overdue may still be used.
  public let grace: RevocationGrace
  /// By key identifier of the authority.
  private let lists = Mutex<[[UInt8]: ListInUse]>([:])

  /// A book without lists: everything is unknown until they are admitted.
  public init(anchors: TrustAnchors, grace: RevocationGrace = .standard) {
    self.anchors = anchors
    self.grace = grace
  }

  /// Takes a list in: a complete one in place of the one that its authority issued before, a delta list over
  /// the complete one.
  ///
  /// - Returns: whether it is another than the list that was in use.
  /// - Throws: ``Diagnostic/revocationListRefused`` with the list in use kept (attack case HN-13).
  @discardableResult
  public func admit(_ list: RevocationList, at moment: Timestamp) throws(CPSError) -> Bool {
    guard let authority = anchors.authorities.issuer(of: list) else {
      let issuer = list.issuer.description
      throw AdmittedList.refusal(of: issuer, "not of a trusted authority")
    }
    let candidate = try AdmittedList(list, of: authority, at: moment)
    return try change(of: authority) { (present) throws(CPSError) in
      guard let present else { return try ListInUse(candidate) }
      return try present.replaced(by: candidate)
    }
  }

  /// Takes in what a store holds of an authority: the complete list with its delta list in one step.
  ///
  /// - Returns: whether it is another than the one in use.
  /// - Throws: ``Diagnostic/revocationListRefused`` for a rollback.
  func put(_ lists: ListInUse, of authority: Authority) throws(CPSError) -> Bool {
    try change(of: authority) { (present) throws(CPSError) in
      guard let present else { return lists }
      var next = try present.replaced(by: lists.complete)
      if let delta = lists.delta, delta.digest != next.delta?.digest { next = try next.replaced(by: delta) }
      return next
    }
  }

  /// The digests of the lists of an authority that are in use, by which unchanged files are known.
  func digests(of authority: Authority) -> Set<[UInt8]> {
    lists.withLock { $0[authority.keyIdentifier]?.digests ?? [] }
  }

  /// The facts of the list of an authority; nil when it has none.
  func facts(of authority: Authority, at moment: Timestamp) -> RevocationFacts? {
    lists.withLock { $0[authority.keyIdentifier] }?.facts(at: moment)
  }

  private func change(
    of authority: Authority, _ next: (ListInUse?) throws(CPSError) -> ListInUse
  ) throws(CPSError) -> Bool {
    let outcome = lists.withLock { lists -> Result<Bool, CPSError> in
      let present = lists[authority.keyIdentifier]
      do throws(CPSError) {
        let changed = try next(present)
        lists[authority.keyIdentifier] = changed
        return .success(changed.digests != present?.digests)
      } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  /// What each authority's list is worth at `moment`, for people who watch.
  public func states(at moment: Timestamp) -> [RevocationListState] {
    let lists = lists.withLock { $0 }
    return anchors.authorities.map { authority in
      RevocationListState(
        authority: authority.name.text, facts: lists[authority.keyIdentifier]?.facts(at: moment),
        grace: grace, moment: moment)
    }
  }

  /// Asks again about the certificate of a live session.
  ///
  /// - Throws: ``Diagnostic/certificateExpired``, ``Diagnostic/certificateRevoked``,
  ///   ``Diagnostic/revocationUnknown`` or ``Diagnostic/revocationListStale``: the session must end.
  public func recheck(
    _ reference: CertificateReference, at moment: Timestamp
  ) throws(CPSError) -> RevocationFacts {
    // As path validation does, which counts the last moment as past.
    guard moment < reference.expiry else { throw CPSError(.certificateExpired) }
    guard let issuer = anchors.authorities.first(where: { $0.keyIdentifier == reference.issuerKeyIdentifier })
    else { throw CPSError(.anchorUnknown, reason: "the issuing authority is trusted no more") }
    let lists = lists.withLock { $0 }
    // That its list covers the certificate was seen at the log-in, and no list of less takes its place.
    _ = try authorityIsGood(issuer, by: lists, at: moment)
    return try good(reference.serialNumber, by: lists[issuer.keyIdentifier], of: issuer, at: moment)
  }

  /// Whether neither a certificate nor the authority that issued it is revoked.
  ///
  /// Both lists must serve; the second says it of the authority itself (rule 14).
  func status(
    of certificate: Certificate, issuedBy issuer: Authority, at moment: Timestamp
  ) throws(CPSError) -> RevocationStatus {
    let lists = lists.withLock { $0 }
    let authorityFacts = try authorityIsGood(issuer, by: lists, at: moment)
    return RevocationStatus(
      leaf: try good(certificate, by: lists[issuer.keyIdentifier], of: issuer, at: moment),
      authority: authorityFacts)
  }

  /// The list that says that an authority is good.
  func status(of issuer: Authority, at moment: Timestamp) throws(CPSError) -> RevocationFacts {
    try authorityIsGood(issuer, by: lists.withLock { $0 }, at: moment)
  }

  /// The list that says that a certificate is good, its authority left aside.
  func ownStatus(
    of certificate: Certificate, issuedBy issuer: Authority, at moment: Timestamp
  ) throws(CPSError) -> RevocationFacts {
    try good(certificate, by: lists.withLock { $0[issuer.keyIdentifier] }, of: issuer, at: moment)
  }

  private func authorityIsGood(
    _ issuer: Authority, by lists: [[UInt8]: ListInUse], at moment: Timestamp
  ) throws(CPSError) -> RevocationFacts {
    guard let root = anchors.authority(issuer.name.family, .root) else {
      throw CPSError(.authorityMissing, ["detail": "\(issuer.name.family.rawValue) RACINE"])
    }
    return try good(issuer.certificate, by: lists[root.keyIdentifier], of: root, at: moment)
  }

  private func good(
    _ certificate: Certificate, by list: ListInUse?, of authority: Authority, at moment: Timestamp
  ) throws(CPSError) -> RevocationFacts {
    let facts = try good(certificate.serialNumber, by: list, of: authority, at: moment)
    guard let list, try list.covers(certificate) else {
      throw CPSError(
        .revocationUnknown, reason: "the list of \(facts.issuer) serves another distribution point")
    }
    return facts
  }

  private func good(
    _ serialNumber: [UInt8], by list: ListInUse?, of authority: Authority, at moment: Timestamp
  ) throws(CPSError) -> RevocationFacts {
    guard let list else { throw CPSError(.revocationUnknown, reason: "no list of \(authority.name.text)") }
    let issuer = list.complete.issuer
    // A serial that stands on a list stays revoked, whatever became of the list since.
    if let reason = list.reason(serialNumber: serialNumber) {
      throw CPSError(.certificateRevoked, reason: "on the list of \(issuer): \(reason)")
    }
    guard list.position.thisUpdate <= moment else {
      throw CPSError(.revocationUnknown, reason: "the list of \(issuer) is from the future")
    }
    guard moment < list.complete.nextUpdate + grace.duration else {
      throw CPSError(.revocationListStale, ["issuer": issuer], reason: issuer)
    }
    return list.facts(at: moment)
  }
}
