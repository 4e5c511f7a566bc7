internal import CPSDiagnostics
internal import OpenSSLKit

/// What a certificate must be before a library of general purpose is asked about it.
///
/// OpenSSL never looks at the key of the last certificate, and lets pass NUL in names, a last certificate
/// that says it is an authority, and extensions that occur twice.
enum StrictReading {
  /// The longest serial number, in bytes (RFC 5280, clause 4.1.2.2).
  private static let maximumSerialLength = 20

  /// Refuses what is wrong at a level, with every reason.
  ///
  /// - Throws: ``Diagnostic/signatureAlgorithmRefused``, ``Diagnostic/keyWeak``,
  ///   ``Diagnostic/certificateMalformed``, ``Diagnostic/profileNotAuthentication`` or
  ///   ``Diagnostic/identityInvalid``.
  static func check(_ certificate: Certificate, at level: ReadingLevel = .card) throws(CPSError) {
    try refusals(of: certificate, at: level).throwFirst()
  }

  /// Every reason for which ``check(_:at:)`` refuses, the gravest first.
  static func refusals(of certificate: Certificate, at level: ReadingLevel = .card) -> Refusals {
    var refusals = Refusals()
    if !level.signatureAlgorithms.contains(certificate.signatureAlgorithm) {
      refusals.add(.signatureAlgorithmRefused, "\(certificate.signatureAlgorithm)", rule: 21)
    }
    if let weakness = KeyStrength.weakness(of: certificate.publicKey, within: level.keys) {
      refusals.add(.keyWeak, weakness, rule: 21)
    }
    for fault in structureFaults(of: certificate, at: level) {
      refusals.add(.certificateMalformed, fault, rule: 10)
    }
    switch (level.isAuthority, certificate.basicConstraints?.isAuthority == true) {
    case (false, true): refusals.add(.profileNotAuthentication, "certificate of an authority", rule: 6)
    case (true, false): refusals.add(.certificateMalformed, "not the certificate of an authority", rule: 5)
    default: break
    }
    for name in [certificate.issuer, certificate.subject] {
      if let fault = level.names.fault(in: name) { refusals.add(.identityInvalid, fault, rule: 12) }
    }
    for name in certificate.userPrincipalNames {
      if let fault = level.names.fault(in: name) { refusals.add(.identityInvalid, fault, rule: 12) }
    }
    return refusals
  }

  private static func structureFaults(of certificate: Certificate, at level: ReadingLevel) -> [String] {
    var faults: [String] = []
    if certificate.der.count > level.maximumLength { faults.append("\(certificate.der.count) bytes") }
    if certificate.version != 3 { faults.append("version \(certificate.version)") }
    if certificate.hasNegativeSerialNumber && !level.admitsNegativeSerialNumber
      || !(1...maximumSerialLength).contains(certificate.serialNumber.count)
    {
      faults.append("serial number")
    }
    if certificate.notAfter < certificate.notBefore
      || !certificate.hasTimesInTheirForm && !level.admitsLongTimes
    {
      faults.append("validity")
    }
    if certificate.hasUniqueIdentifiers && !level.admitsUniqueIdentifiers {
      faults.append("unique identifiers")
    }
    if certificate.extensions.count > level.maximumExtensions { faults.append("number of extensions") }
    if !certificate.repeatedExtensions.isEmpty { faults.append("extension that occurs twice") }
    let unknown = certificate.extensions.filter {
      $0.isCritical && !level.processedExtensions.contains($0.oid)
    }
    if let first = unknown.first { faults.append("unknown critical extension \(first.oid)") }
    return faults
  }
}
