internal import CPSDiagnostics
internal import OpenSSLKit

/// What a certificate must be before a library of general purpose is asked about it.
///
/// OpenSSL never looks at the key of the last certificate, and lets pass NUL in names, a last certificate
/// that says it is an authority, and extensions that occur twice.
enum StrictReading {
  /// The longest certificate, in bytes; real ones have about 2,300 (igc-sante.md section 1.4).
  private static let maximumLength = 8_192
  /// The longest serial number, in bytes (RFC 5280, clause 4.1.2.2).
  private static let maximumSerialLength = 20
  /// The most extensions; real ones have 13.
  private static let maximumExtensions = 32
  /// Critical extensions that this product judges itself: keyUsage alone is critical on known cards.
  private static let judgedExtensions: Set<ObjectIdentifier> = [
    .keyUsage, .basicConstraints, .extendedKeyUsage, .certificatePolicies,
  ]

  /// Refuses what no card bears, with every reason.
  ///
  /// - Throws: ``Diagnostic/signatureAlgorithmRefused``, ``Diagnostic/keyWeak``,
  ///   ``Diagnostic/certificateMalformed``, ``Diagnostic/profileNotAuthentication`` or
  ///   ``Diagnostic/identityInvalid``.
  static func check(_ certificate: Certificate) throws(CPSError) {
    try refusals(of: certificate).throwFirst()
  }

  /// Every reason for which ``check(_:)`` refuses.
  static func refusals(of certificate: Certificate) -> Refusals {
    var refusals = Refusals()
    if certificate.signatureAlgorithm != .sha256WithRSA {
      refusals.add(.signatureAlgorithmRefused, "\(certificate.signatureAlgorithm)", rule: 21)
    }
    if let weakness = KeyStrength.weakness(of: certificate.publicKey) {
      refusals.add(.keyWeak, weakness, rule: 21)
    }
    for fault in structureFaults(of: certificate) { refusals.add(.certificateMalformed, fault, rule: 10) }
    if certificate.basicConstraints?.isAuthority == true {
      refusals.add(.profileNotAuthentication, "certificate of an authority", rule: 6)
    }
    for name in [certificate.issuer, certificate.subject] {
      if let fault = NameRepertoire.fault(in: name) { refusals.add(.identityInvalid, fault, rule: 12) }
    }
    return refusals
  }

  private static func structureFaults(of certificate: Certificate) -> [String] {
    var faults: [String] = []
    if certificate.der.count > maximumLength { faults.append("\(certificate.der.count) bytes") }
    if certificate.version != 3 { faults.append("version \(certificate.version)") }
    if certificate.hasNegativeSerialNumber
      || !(1...maximumSerialLength).contains(certificate.serialNumber.count)
    {
      faults.append("serial number")
    }
    if certificate.notAfter < certificate.notBefore { faults.append("validity") }
    if certificate.extensions.count > maximumExtensions { faults.append("number of extensions") }
    if !certificate.repeatedExtensions.isEmpty { faults.append("extension that occurs twice") }
    let unknown = certificate.extensions.filter { $0.isCritical && !judgedExtensions.contains($0.oid) }
    if let first = unknown.first { faults.append("unknown critical extension \(first.oid)") }
    return faults
  }
}
