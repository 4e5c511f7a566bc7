internal import CPSPrimitives
internal import CPSTrust

extension StatusEvidence {
  /// What a login's entry says about the status responder (docs/audit.md).
  var auditFacts: [String: String] {
    switch self {
    case .notConfigured: return ["ocsp": "not-configured"]
    case .unanswered(let code): return ["ocsp": "unanswered", "ocsp-reason": code]
    case .good(let facts):
      var shown = [
        "ocsp": "good", "ocsp-responder": facts.responder, "ocsp-produced-at": facts.producedAt.rfc3339,
        "ocsp-this-update": facts.thisUpdate.rfc3339, "ocsp-nonce": facts.nonce.rawValue,
      ]
      shown["ocsp-next-update"] = facts.nextUpdate?.rfc3339
      return shown
    }
  }
}
