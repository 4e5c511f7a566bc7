internal import CPSPrimitives
internal import CPSTrust

extension RevocationFacts {
  /// What an entry says about the list that was relied on, and how fresh it was (igc-sante.md section 4, rule 30).
  var auditFacts: [String: String] {
    var facts = [
      "crl-issuer": issuer, "crl-number": number, "crl-this-update": thisUpdate.rfc3339,
      "crl-next-update": nextUpdate.rfc3339, "crl-within-grace": String(isWithinGrace),
    ]
    facts["crl-delta-number"] = deltaNumber
    return facts
  }
}
