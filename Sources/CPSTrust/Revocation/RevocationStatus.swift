internal import CPSDiagnostics
internal import CPSPrimitives

/// The lists that said that a certificate and its issuing authority are good.
struct RevocationStatus: Sendable {
  let leaf: RevocationFacts
  let authority: RevocationFacts

  /// An alarm for each list that serves on grace only.
  var alarms: [CPSError] {
    [leaf, authority].filter(\.isWithinGrace).map { facts in
      CPSError(
        .revocationListOverdue, ["issuer": facts.issuer], reason: "due \(facts.nextUpdate.rfc3339)")
    }
  }
}
