internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// What stays in memory of a revocation list that passed every check that does not depend on the moment of its
/// use, nor on the list in use.
struct AdmittedList: Sendable {
  let position: ListPosition
  let nextUpdate: Timestamp
  let scope: RevocationListScope
  let serials: RevokedSerials
  /// The number of the complete list that a delta list changes; nil for a complete list.
  let base: [UInt8]?
  /// SHA-256 of its encoding, by which a file that has not changed is known.
  let digest: [UInt8]
  /// The common name of the authority, for people.
  let issuer: String

  /// Judges a list of `authority`: rules 14 and 15 of igc-sante.md section 4, and RFC 5280, clause 5.
  ///
  /// OpenSSL lets pass a list signed with SHA-1 or MD5 and an unknown critical extension of another entry;
  /// both are refused here. Real lists were never seen: that they bear a number and the next moment is what
  /// RFC 5280, clauses 5.1.2.5 and 5.2.3 demand of an authority.
  ///
  /// - Throws: ``Diagnostic/revocationListRefused``.
  init(_ list: RevocationList, of authority: Authority, at moment: Timestamp) throws(CPSError) {
    let issuer = authority.commonName
    func refuse(_ detail: String) -> CPSError { Self.refusal(of: issuer, detail) }
    guard list.issuer == authority.certificate.subject else { throw refuse("issued under another name") }
    guard list.authorityKeyIdentifier == nil || list.authorityKeyIdentifier == authority.keyIdentifier else {
      throw refuse("issued with another key")
    }
    guard list.signatureAlgorithm == .sha256WithRSA else {
      throw refuse("signature algorithm \(list.signatureAlgorithm)")
    }
    guard list.unknownCriticalExtensions.isEmpty else { throw refuse("unknown critical extension") }
    if let fault = Self.fault(of: list.scope, for: authority) { throw refuse(fault) }
    guard let nextUpdate = list.nextUpdate, nextUpdate > list.thisUpdate else { throw refuse("nextUpdate") }
    guard let number = list.number else { throw refuse("no number") }
    guard list.thisUpdate <= moment else { throw refuse("from the future") }
    guard try list.isSigned(by: authority.certificate.publicKey) else { throw refuse("signature") }
    position = ListPosition(number: number, thisUpdate: list.thisUpdate)
    self.nextUpdate = nextUpdate
    scope = list.scope
    serials = list.serials
    base = list.baseNumber
    digest = try Digest.sha256(list.der)
    self.issuer = issuer
  }

  /// What a list must speak about, to say of a certificate of `authority` that it is not revoked.
  ///
  /// A root issues authorities alone, the others end entities alone (igc-sante.md section 1.1).
  private static func fault(of scope: RevocationListScope, for authority: Authority) -> String? {
    let isRoot = authority.name.duty == .root
    if scope.hasSomeReasonsOnly { return "covers some reasons only" }
    if scope.isIndirect { return "covers certificates of other issuers" }
    if scope.hasAttributeCertificatesOnly { return "covers attribute certificates only" }
    if scope.hasUserCertificatesOnly && isRoot { return "does not cover authorities" }
    if scope.hasAuthorityCertificatesOnly && !isRoot { return "covers authorities only" }
    return nil
  }

  /// Whether it speaks about every certificate that `other` speaks about, as far as their points of distribution
  /// tell: a session is checked again without its certificate at hand.
  func covers(everythingOf other: AdmittedList) -> Bool {
    guard let own = scope.distributionPoint else { return true }
    return other.scope.distributionPoint.map { !$0.names.isDisjoint(with: own.names) } ?? false
  }

  /// What an audit keeps of its use at `moment`.
  func facts(at moment: Timestamp, deltaNumber: String? = nil) -> RevocationFacts {
    RevocationFacts(
      issuer: issuer, number: Hexadecimal.encode(position.number), thisUpdate: position.thisUpdate,
      nextUpdate: nextUpdate, isWithinGrace: moment >= nextUpdate, deltaNumber: deltaNumber)
  }

  static func refusal(of issuer: String, _ detail: String) -> CPSError {
    CPSError(.revocationListRefused, ["issuer": issuer, "detail": detail], reason: detail)
  }
}

extension Authority {
  /// The common name of its certificate, for people.
  var commonName: String { certificate.subject.attributes(.commonName).first?.text ?? name.text }
}
