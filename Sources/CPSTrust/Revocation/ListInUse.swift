internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// The complete list of an authority, with the delta list over it if there is one.
struct ListInUse: Sendable {
  let complete: AdmittedList
  private(set) var delta: AdmittedList?

  /// A complete list to begin with.
  ///
  /// - Throws: ``Diagnostic/revocationListRefused`` for a delta list, which alone proves nothing (rule 15).
  init(_ list: AdmittedList) throws(CPSError) {
    guard list.base == nil else {
      throw AdmittedList.refusal(of: list.issuer, "a delta list alone proves nothing")
    }
    complete = list
  }

  /// The digests of both.
  var digests: Set<[UInt8]> { Set([complete.digest] + (delta.map { [$0.digest] } ?? [])) }

  /// The latest position of both.
  var position: ListPosition {
    delta.map { complete.position.merged(with: $0.position) } ?? complete.position
  }

  /// The same with a newer list in place.
  ///
  /// - Throws: ``Diagnostic/revocationListRefused`` for what would forget something that is known already, and
  ///   for a delta list that does not fit.
  func replaced(by list: AdmittedList) throws(CPSError) -> ListInUse {
    guard list.base == nil else { return try changed(by: list) }
    // The list itself, read again: what changes it stays.
    if list.digest == complete.digest { return self }
    guard !list.position.isBehind(position) else { throw Self.rollback(list) }
    guard list.covers(everythingOf: complete) else {
      throw AdmittedList.refusal(of: list.issuer, "serves another distribution point than the list in use")
    }
    return try ListInUse(list)
  }

  /// RFC 5280, clause 5.2.4, allows a base number up to that of the complete list; rule 15 only that number, so
  /// that no list has to be combined with what its authority did not mean it for.
  private func changed(by list: AdmittedList) throws(CPSError) -> ListInUse {
    guard list.base == complete.position.number else {
      throw AdmittedList.refusal(of: list.issuer, "a delta list over another list than the one in use")
    }
    guard list.scope == complete.scope else {
      throw AdmittedList.refusal(of: list.issuer, "a delta list of another scope than the list in use")
    }
    guard !list.position.isBehind(position) else { throw Self.rollback(list) }
    var changed = self
    changed.delta = list
    return changed
  }

  /// Why a certificate is revoked; nil when it is not.
  ///
  /// A delta list takes off only what was suspended: a revocation is for ever (clause 5.3.1).
  func reason(serialNumber: [UInt8]) -> RevocationReason? {
    let before = complete.serials.reason(serialNumber: serialNumber)
    switch delta?.serials.reason(serialNumber: serialNumber) {
    case nil: return before
    case .removeFromList?: return before == .certificateHold ? nil : before
    case let change?: return change
    }
  }

  /// Whether the list speaks about a certificate: one that names its point of distribution, if it has one
  /// (RFC 5280, clause 6.3.3, step b 2).
  ///
  /// - Throws: ``Diagnostic/encodingNotDER`` for a certificate whose points cannot be read.
  func covers(_ certificate: Certificate) throws(CPSError) -> Bool {
    guard let own = complete.scope.distributionPoint else { return true }
    return try DistributionPointName.all(of: certificate).contains { !$0.names.isDisjoint(with: own.names) }
  }

  /// What an audit keeps of its use at `moment`.
  ///
  /// It is as fresh as its complete list: a delta list adds what is known, and prolongs nothing.
  func facts(at moment: Timestamp) -> RevocationFacts {
    complete.facts(at: moment, deltaNumber: delta.map { Hexadecimal.encode($0.position.number) })
  }

  private static func rollback(_ list: AdmittedList) -> CPSError {
    AdmittedList.refusal(of: list.issuer, "older than the list in use")
  }
}
