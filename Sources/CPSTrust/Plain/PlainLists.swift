internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// The revocation lists of a verification: those that count, and why others do not.
struct PlainLists {
  let usable: [RevocationList]
  /// A reason for each list that must not be relied on.
  let leftAside: [PlainReason]

  init(_ lists: [RevocationList], under rules: PathRules, for purpose: PlainPurpose) {
    var usable: [RevocationList] = []
    var leftAside: [PlainReason] = []
    for list in lists {
      // RFC 5280, clause 5.2.3 has every list numbered; without a number none can be told from an older one.
      let isNumbered = list.number != nil || !purpose.isLogIn
      if let fault = rules.fault(of: list) ?? (isNumbered ? nil : "no number") {
        let detail = "a list of \(list.issuer) is left aside: \(fault)"
        leftAside.append(PlainReason(.revocationUnknown, detail: detail))
      } else {
        usable.append(list)
      }
    }
    self.usable = usable
    self.leftAside = leftAside
  }

  /// What lists of changes say, whether anything points to them or not.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  func reasons(against chain: [Certificate], at moment: Timestamp) throws(CPSError) -> [PlainReason] {
    var reasons: [PlainReason] = []
    for (depth, (certificate, issuer)) in zip(chain, chain.dropFirst()).enumerated() {
      for list in usable where list.revokesSinceBase(certificate, at: moment) {
        guard try list.isSigned(by: issuer.publicKey) else { continue }
        reasons.append(PlainReason(.revoked, depth: depth, detail: "on a list of changes"))
      }
    }
    return reasons
  }
}
