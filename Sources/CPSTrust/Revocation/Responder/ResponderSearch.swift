internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// Finds out whose key signed a statement: the issuing authority's, or that of a responder which this authority
/// has made by a certificate of its own (RFC 6960, clause 4.2.2.2).
struct ResponderSearch {
  /// Critical extensions that are judged here.
  private static let judged: Set<ObjectIdentifier> = [
    .keyUsage, .extendedKeyUsage, .basicConstraints, .certificatePolicies, .statusNoCheck,
  ]

  let statement: StatusStatement
  let issuer: Certificate
  let algorithms: Set<ObjectIdentifier>
  let moment: Timestamp

  /// The certificate whose key signed.
  ///
  /// - Throws: ``Diagnostic/statusRefused`` with the reason against each certificate that came with the answer;
  ///   what `standing` throws.
  func responder(
    standing: (Certificate) throws(CPSError) -> DelegateStanding
  ) throws(CPSError) -> Certificate {
    guard algorithms.contains(statement.signatureAlgorithm) else {
      throw refusal("signature algorithm \(statement.signatureAlgorithm)")
    }
    if try statement.responder.names(issuer), try statement.isSigned(by: issuer.publicKey) { return issuer }
    var faults: [String] = []
    for candidate in statement.certificates {
      guard try statement.responder.names(candidate) else { continue }
      if let fault = try fault(of: candidate, standing: standing) {
        faults.append(fault)
      } else if try statement.isSigned(by: candidate.publicKey) {
        return candidate
      } else {
        faults.append("signature")
      }
    }
    throw refusal(faults.isEmpty ? "responder unknown" : faults.joined(separator: "; "))
  }

  /// What is wrong with a certificate as that of a responder of this authority, if anything.
  private func fault(
    of certificate: Certificate, standing: (Certificate) throws(CPSError) -> DelegateStanding
  ) throws(CPSError) -> String? {
    // The exact key: another authority may bear the same name (attack case HN-19).
    guard certificate.issuer == issuer.subject, try certificate.isSigned(by: issuer.publicKey) else {
      return "responder of another authority"
    }
    if let fault = formFault(of: certificate) ?? dutyFault(of: certificate) { return fault }
    // As path validation does, which counts the last moment as past.
    guard moment >= certificate.notBefore, moment < certificate.notAfter else {
      return "responder past its time, or before it"
    }
    return try standingFault(of: certificate, standing: standing)
  }

  private func formFault(of certificate: Certificate) -> String? {
    guard algorithms.contains(certificate.signatureAlgorithm) else {
      return "responder certified by \(certificate.signatureAlgorithm)"
    }
    guard certificate.version == 3, certificate.repeatedExtensions.isEmpty else {
      return "form of the responder's certificate"
    }
    let unknown = certificate.extensions.first { $0.isCritical && !Self.judged.contains($0.oid) }
    if let unknown { return "unknown critical extension \(unknown.oid) of the responder" }
    if case .ellipticCurve = certificate.publicKey.kind { return nil }
    return KeyStrength.weakness(of: certificate.publicKey).map { "key of the responder: \($0)" }
  }

  /// Whether the authority made it a responder; a purpose of any kind is not this one (RFC 6960, clause
  /// 4.2.2.2).
  private func dutyFault(of certificate: Certificate) -> String? {
    guard certificate.basicConstraints?.isAuthority != true else { return "an authority as responder" }
    guard certificate.extendedKeyUsage?.contains(.statusSigning) == true else {
      return "responder without id-kp-OCSPSigning"
    }
    guard certificate.keyUsage?.contains(.digitalSignature) == true else {
      return "responder without digitalSignature"
    }
    return nil
  }

  /// Whether the responder is known not to be revoked, or its authority says that nobody has to ask (RFC 6960,
  /// clause 4.2.2.2.1); one that stands on a list is revoked whatever its certificate says.
  private func standingFault(
    of certificate: Certificate, standing: (Certificate) throws(CPSError) -> DelegateStanding
  ) throws(CPSError) -> String? {
    switch try standing(certificate) {
    case .notRevoked: return nil
    case .revoked: return "responder revoked"
    case .unknown:
      let isExempt = certificate.extensions(.statusNoCheck).contains { $0.value == DEREncoding.null }
      return isExempt ? nil : "responder not known to be good"
    }
  }

  private func refusal(_ detail: String) -> CPSError {
    CPSError(.statusRefused, ["detail": detail], reason: "rule 16: \(detail)")
  }
}
