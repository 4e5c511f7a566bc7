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
  private let lists = Mutex<[[UInt8]: AdmittedList]>([:])

  /// A book without lists: everything is unknown until they are admitted.
  public init(anchors: TrustAnchors, grace: RevocationGrace = .standard) {
    self.anchors = anchors
    self.grace = grace
  }

  /// Takes a list in, in place of the one that its authority issued before.
  ///
  /// - Throws: ``Diagnostic/revocationListRefused`` with the list in use kept (attack case HN-13).
  public func admit(_ list: RevocationList, at moment: Timestamp) throws(CPSError) {
    guard let authority = anchors.authorities.issuer(of: list) else {
      let issuer = list.issuer.description
      throw CPSError(
        .revocationListRefused, ["issuer": issuer, "detail": "not of a trusted authority"], reason: issuer)
    }
    let candidate = try AdmittedList(list, of: authority, at: moment)
    let isRollback = lists.withLock { lists in
      if let present = lists[authority.keyIdentifier], candidate.isOlder(than: present) { return true }
      lists[authority.keyIdentifier] = candidate
      return false
    }
    if isRollback {
      throw CPSError(
        .revocationListRefused, ["issuer": candidate.issuer, "detail": "older than the list in use"],
        reason: "rollback")
    }
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
    return try status(of: reference.serialNumber, issuedBy: issuer, at: moment).leaf
  }

  /// Whether neither a certificate nor the authority that issued it is revoked.
  ///
  /// Both lists must serve; the second says it of the authority itself (rule 14).
  func status(
    of serialNumber: [UInt8], issuedBy issuer: Authority, at moment: Timestamp
  ) throws(CPSError) -> RevocationStatus {
    let lists = lists.withLock { $0 }
    guard let root = anchors.authority(issuer.name.family, .root) else {
      throw CPSError(.authorityMissing, ["detail": "\(issuer.name.family.rawValue) RACINE"])
    }
    let authorityFacts = try good(
      issuer.certificate.serialNumber, on: lists[root.keyIdentifier], of: root, at: moment)
    let leafFacts = try good(serialNumber, on: lists[issuer.keyIdentifier], of: issuer, at: moment)
    return RevocationStatus(leaf: leafFacts, authority: authorityFacts)
  }

  private func good(
    _ serialNumber: [UInt8], on admitted: AdmittedList?, of authority: Authority, at moment: Timestamp
  ) throws(CPSError) -> RevocationFacts {
    guard let admitted else {
      throw CPSError(.revocationUnknown, reason: "no list of \(authority.name.text)")
    }
    // A serial that stands on a list stays revoked, whatever became of the list since.
    guard !admitted.list.contains(serialNumber: serialNumber) else {
      throw CPSError(.certificateRevoked, reason: "on the list of \(admitted.issuer)")
    }
    guard admitted.list.thisUpdate <= moment else {
      throw CPSError(.revocationUnknown, reason: "the list of \(admitted.issuer) is from the future")
    }
    guard moment < admitted.nextUpdate + grace.duration else {
      throw CPSError(.revocationListStale, ["issuer": admitted.issuer], reason: admitted.issuer)
    }
    return admitted.facts(at: moment)
  }
}
