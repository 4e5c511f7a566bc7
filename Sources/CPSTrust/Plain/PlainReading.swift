internal import CPSDiagnostics
internal import OpenSSLKit

/// What every certificate of a chain must be beside what libcrypto asks: the strict reading, and duties of RFC
/// 5280, clause 4, whose breach leaves room for two readings.
enum PlainReading {
  /// Algorithms that no tree of the health world uses, beside those of ``ReadingLevel/plain``.
  private static let otherSignatures: Set<ObjectIdentifier> = [.rsaPSS, .ed25519, .ed448]
  private static let formerSignatures: Set<ObjectIdentifier> = [.dsaWithSHA1, .dsaWithSHA256]

  /// Every reason against a chain, from its last certificate to its anchor.
  static func reasons(against chain: [Certificate], for purpose: PlainPurpose) -> [PlainReason] {
    let admitted = admittedSignatures(in: chain, for: purpose)
    return chain.enumerated().flatMap { depth, certificate in
      let faults =
        strengthFaults(of: certificate, for: purpose, signedBy: admitted).map { (PlainReason.Kind.weak, $0) }
        + dutyFaults(of: certificate, for: purpose, isLast: depth == 0).map { (.purpose, $0) }
        + formFaults(of: certificate, for: purpose).map { (.profile, $0) }
      return faults.map { PlainReason($0.0, depth: depth, detail: $0.1) }
    }
  }

  /// Of a path with DSA libcrypto judges no digest, and that of RSASSA-PSS does not stand in its name.
  private static func admittedSignatures(
    in chain: [Certificate], for purpose: PlainPurpose
  ) -> Set<ObjectIdentifier> {
    let admitted = ReadingLevel.plain.signatureAlgorithms.union(otherSignatures)
    guard !purpose.isLogIn, chain.contains(where: { PlainKey.isDSA($0.publicKey) }) else { return admitted }
    return admitted.subtracting([.rsaPSS]).union(formerSignatures)
  }

  private static func strengthFaults(
    of certificate: Certificate, for purpose: PlainPurpose, signedBy admitted: Set<ObjectIdentifier>
  ) -> [String] {
    var faults: [String] = []
    if !admitted.contains(certificate.signatureAlgorithm) {
      faults.append("signature algorithm \(certificate.signatureAlgorithm)")
    }
    if let weakness = PlainKey.weakness(of: certificate.publicKey, for: purpose) { faults.append(weakness) }
    return faults
  }

  private static func dutyFaults(
    of certificate: Certificate, for purpose: PlainPurpose, isLast: Bool
  ) -> [String] {
    let isAuthority = certificate.basicConstraints?.isAuthority == true
    return isLast && purpose.isLogIn && isAuthority ? ["certificate of an authority"] : []
  }

  /// Strength is left to ``strengthFaults(of:for:signedBy:)``, which knows more algorithms.
  private static func formFaults(of certificate: Certificate, for purpose: PlainPurpose) -> [String] {
    let judgedApart: Set<Diagnostic> = [.keyWeak, .signatureAlgorithmRefused]
    return StrictReading.refusals(of: certificate, at: .plain).reasons
      .filter { !judgedApart.contains($0.diagnostic) }.map(\.detail)
      + PlainNames.faults(in: certificate) + PlainConstraints.faults(in: certificate, for: purpose)
  }
}
