internal import CPSDiagnostics
internal import CPSPrimitives

/// The lists that said that a certificate and its issuing authority are good.
struct RevocationStatus: Sendable {
  let leaf: RevocationFacts
  let authority: RevocationFacts

  /// An alarm for each list that serves on grace only.
  var alarms: [CPSError] { [leaf, authority].compactMap(Self.alarm) }

  /// The alarm about one list; nil when it serves in its time.
  static func alarm(about facts: RevocationFacts) -> CPSError? {
    guard facts.isWithinGrace else { return nil }
    return CPSError(
      .revocationListOverdue, ["issuer": facts.issuer], reason: "due \(facts.nextUpdate.rfc3339)")
  }
}
