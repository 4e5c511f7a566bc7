internal import CPSDiagnostics
internal import OpenSSLKit

/// The profile of a CPS card's authentication certificate, as far as it can be judged without an environment.
///
/// Issuer, category of the environment and policy are bound to pins, which the plain mode has none of: what it
/// accepts may still be refused at a log-in, never the other way round.
enum PlainCard {
  static func reasons(against certificate: Certificate) -> [PlainReason] {
    let inspection = CertificateInspector.inspect(certificate)
    var reasons = inspection.faults.map { fault in
      PlainReason(.card, depth: 0, detail: fault.reason ?? fault.diagnostic.code)
    }
    if inspection.kind != .cardAuthentication(.cps) {
      reasons.append(PlainReason(.card, depth: 0, detail: "it is of the kind \(inspection.kind.code)"))
    }
    return reasons
  }
}
