internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// A revocation list that passed every check that does not depend on the moment of its use.
struct AdmittedList: Sendable {
  let list: RevocationList
  let number: [UInt8]
  let nextUpdate: Timestamp
  /// The common name of the authority, for people.
  let issuer: String

  /// Judges a list of `authority`: rule 14 of igc-sante.md section 4, and RFC 5280, clause 5.
  ///
  /// OpenSSL lets pass a list signed with SHA-1 or MD5 and an unknown critical extension of another entry;
  /// both are refused here. Real lists were never seen: that they bear a number and the next moment is what
  /// RFC 5280, clauses 5.1.2.5 and 5.2.3 demand of an authority.
  ///
  /// - Throws: ``Diagnostic/revocationListRefused``.
  init(_ list: RevocationList, of authority: Authority, at moment: Timestamp) throws(CPSError) {
    let issuer = authority.certificate.subject.attributes(.commonName).first?.text ?? authority.name.text
    func refuse(_ detail: String) -> CPSError {
      CPSError(.revocationListRefused, ["issuer": issuer, "detail": detail], reason: detail)
    }
    guard list.issuer == authority.certificate.subject else { throw refuse("issued under another name") }
    guard list.authorityKeyIdentifier == nil || list.authorityKeyIdentifier == authority.keyIdentifier else {
      throw refuse("issued with another key")
    }
    guard list.signatureAlgorithm == .sha256WithRSA else {
      throw refuse("signature algorithm \(list.signatureAlgorithm)")
    }
    guard list.unknownCriticalExtensions.isEmpty else { throw refuse("unknown critical extension") }
    guard !list.isDelta else { throw refuse("a delta list alone proves nothing") }
    guard list.issuingDistributionPoint == nil else { throw refuse("covers a part of the certificates only") }
    guard let nextUpdate = list.nextUpdate, nextUpdate > list.thisUpdate else { throw refuse("nextUpdate") }
    guard let number = list.number else { throw refuse("no number") }
    guard list.thisUpdate <= moment else { throw refuse("from the future") }
    guard try list.isSigned(by: authority.certificate.publicKey) else { throw refuse("signature") }
    self.list = list
    self.number = number
    self.nextUpdate = nextUpdate
    self.issuer = issuer
  }

  /// Whether it is older than `other`, by number or by date: a rollback (attack case HN-13).
  func isOlder(than other: AdmittedList) -> Bool {
    Self.precedes(number, other.number) || list.thisUpdate < other.list.thisUpdate
  }

  /// What an audit keeps of its use at `moment`.
  func facts(at moment: Timestamp) -> RevocationFacts {
    RevocationFacts(
      issuer: issuer, number: Hexadecimal.encode(number), thisUpdate: list.thisUpdate,
      nextUpdate: nextUpdate, isWithinGrace: moment >= nextUpdate)
  }

  /// Order of big-endian numbers without leading zeros.
  private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
  }
}
