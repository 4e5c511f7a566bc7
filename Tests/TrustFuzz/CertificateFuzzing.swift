internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust
internal import OpenSSLKit

/// Certificates: what is read is held against a second reading, and written again as it was.
enum CertificateFuzzing {
  static func violation(by input: [UInt8]) -> String? {
    let certificate: Certificate
    do throws(CPSError) { certificate = try Certificate(der: input) } catch {
      return ShownText.violation(in: error)
    }
    if certificate.der != input { return "other bytes than were read" }
    if let violation = violation(inFieldsOf: certificate) { return violation }
    if let violation = violation(inExtensionsOf: certificate) { return violation }
    for name in [certificate.issuer, certificate.subject] {
      if let violation = NameFuzzing.violation(in: name) { return violation }
    }
    return violation(inInspectionOf: certificate)
  }

  /// Every field of the body, written again from what was read of it.
  private static func violation(inFieldsOf certificate: Certificate) -> String? {
    guard let body = try? DERElement(certificate.der).children().first,
      var fields = try? body.children()[...]
    else { return "not a certificate at the second reading" }
    if fields.first?.tag == 0xA0 {
      let version = DEREncoding.element(0xA0, DEREncoding.integer(UInt64(certificate.version - 1)))
      if fields.removeFirst().encoding != version { return "version" }
    } else if certificate.version != 1 {
      return "version"
    }
    let read = fields.prefix(6).map(\.encoding)
    guard read.count == 6 else { return "fields" }
    if !certificate.hasNegativeSerialNumber,
      read[0] != DEREncoding.integer(magnitude: certificate.serialNumber)
    {
      return "serial number"
    }
    if read[2] != certificate.issuer.der || read[4] != certificate.subject.der { return "names" }
    if read[5] != certificate.publicKey.subjectPublicKeyInfo { return "key" }
    let moments = try? DERElement(read[3]).children().map(\.moment)
    if moments != [certificate.notBefore, certificate.notAfter] { return "validity" }
    let list = certificate.extensions.flatMap { item in
      DEREncoding.sequence(
        DEREncoding.objectIdentifier(item.oid), item.isCritical ? DEREncoding.boolean(true) : [],
        DEREncoding.octetString(item.value))
    }
    let written = list.isEmpty ? [] : DEREncoding.element(0xA3, DEREncoding.element(0x30, list))
    let last = Array(fields.dropFirst(6)).first(where: { $0.tag == 0xA3 })?.encoding ?? []
    return written == last ? nil : "extensions"
  }

  /// The extensions whose contents were read, written again.
  private static func violation(inExtensionsOf certificate: Certificate) -> String? {
    let repeated = certificate.repeatedExtensions
    for item in certificate.extensions where !repeated.contains(item.oid) {
      let written: [UInt8]? =
        switch item.oid {
        case .keyUsage: certificate.keyUsage.map { DEREncoding.namedBits($0.rawValue) }
        case .subjectKeyIdentifier: certificate.subjectKeyIdentifier.map(DEREncoding.octetString)
        case .extendedKeyUsage:
          certificate.extendedKeyUsage.map {
            DEREncoding.element(0x30, $0.flatMap(DEREncoding.objectIdentifier))
          }
        case .basicConstraints:
          certificate.basicConstraints.map { constraints in
            DEREncoding.sequence(
              constraints.isAuthority ? DEREncoding.boolean(true) : [],
              constraints.pathLength.map { DEREncoding.integer(UInt64($0)) } ?? [])
          }
        default: item.value
        }
      if written != item.value { return "extension \(item.oid)" }
    }
    return nil
  }

  /// What passes for the certificate of a card without a fault keeps the rules that matter most, looked at
  /// here in another way.
  private static func violation(inInspectionOf certificate: Certificate) -> String? {
    let inspection = CertificateInspector.inspect(certificate)
    for fault in inspection.faults {
      if let violation = ShownText.violation(in: fault) { return violation }
    }
    guard inspection.faults.isEmpty else { return nil }
    guard case .rsa(let bits, let exponent) = certificate.publicKey.kind, (2_048...4_096).contains(bits),
      exponent.count >= 3, exponent.last.map({ $0 & 1 }) == 1
    else { return "a weak key without a fault" }
    let texts = (certificate.issuer.relativeNames + certificate.subject.relativeNames)
      .flatMap { $0 }.map(\.text)
    for text in texts {
      guard let text else { return "a name without a text and without a fault" }
      if let violation = ShownText.violation(in: text) { return "no fault, but a name that \(violation)" }
    }
    if certificate.basicConstraints?.isAuthority == true { return "an authority without a fault" }
    if certificate.version != 3 || certificate.hasNegativeSerialNumber { return "form without a fault" }
    if Set(certificate.extensions.map(\.oid)).count != certificate.extensions.count {
      return "an extension twice without a fault"
    }
    return nil
  }
}
