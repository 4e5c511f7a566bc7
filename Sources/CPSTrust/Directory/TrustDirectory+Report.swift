public import CPSDiagnostics
public import CPSPrimitives

extension TrustDirectory {
  /// Every pin with its authority and that one's list, and what somebody must look at.
  ///
  /// Lists of the family FORT must be there, since no CPS card logs in without them; those of other families
  /// count once they are there.
  ///
  /// - Throws: what the loading of a stored authority throws.
  public func report(
    grace: RevocationGrace = .standard, at moment: Timestamp
  ) throws(CPSError) -> TrustReport {
    let records = try authorities()
    let loaded: LoadedTrust
    do throws(CPSError) { loaded = try load(grace: grace, at: moment) } catch {
      guard error.diagnostic == .authorityMissing else { throw error }
      return TrustReport(records: records, alarms: [error] + Self.alarms(of: records, at: moment))
    }
    let states = Dictionary(
      loaded.book.states(at: moment).map { ($0.authority, $0) }, uniquingKeysWith: { first, _ in first })
    let complete = records.map { record in
      AuthorityRecord(
        fingerprint: record.fingerprint, name: record.name, expiry: record.expiry,
        list: record.isPresent ? record.name.flatMap { states[$0] } : nil)
    }
    return TrustReport(
      records: complete,
      alarms: (loaded.faults + Self.alarms(of: complete, at: moment)).sorted { $0.weight > $1.weight })
  }

  private static func alarms(of records: [AuthorityRecord], at moment: Timestamp) -> [CPSError] {
    records.flatMap { record in
      let authority = record.name ?? record.fingerprint
      var alarms: [CPSError] = []
      let values = ["authority": authority, "end": record.expiry?.rfc3339 ?? ""]
      switch record.standing(at: moment) {
      case .expired: alarms.append(CPSError(.authorityExpired, values))
      case .expiring: alarms.append(CPSError(.authorityExpiring, values))
      case .absent, .valid: break
      }
      let isNeeded = CertificateFamily.strong.rawValue
      switch record.list?.standing {
      case .missing
      where authority.split(separator: " ").contains { $0 == isNeeded }
        && !authority.hasSuffix(AuthorityDuty.organisations.rawValue):
        alarms.append(CPSError(.revocationListMissing, ["issuer": authority]))
      case .stale: alarms.append(CPSError(.revocationListStale, ["issuer": authority]))
      case .overdue: alarms.append(CPSError(.revocationListOverdue, ["issuer": authority]))
      case .fresh, .missing, nil: break
      }
      return alarms
    }
  }
}

extension CPSError {
  /// What keeps people out now comes before what will.
  fileprivate var weight: Int {
    switch diagnostic {
    case .authorityExpiring: 0
    case .revocationListOverdue: 1
    case .authorityExpired: 3
    default: 2
    }
  }
}
