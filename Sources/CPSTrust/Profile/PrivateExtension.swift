internal import CPSDiagnostics
internal import OpenSSLKit

/// The five extensions of IGC-Santé, whose identifiers are those of its code tables (igc-sante.md
/// section 1.4).
///
/// None is critical, so libraries pass them over in silence: they are looked for here, each at most once and
/// in one encoding (section 4, rule 10).
enum PrivateExtension: String, CaseIterable {
  /// OCTET STRING of one byte, table G01.
  case category = "1.2.250.1.71.1.2.5"
  /// INTEGER, table G02.
  case cardType = "1.2.250.1.71.1.2.2"
  /// PrintableString, `8025000001/` and 10 digits.
  case cardNumber = "1.2.250.1.71.1.2.3"
  /// INTEGER, table G15.
  case profession = "1.2.250.1.71.1.2.7"
  /// SEQUENCE OF UTF8String, table R01.
  case specialities = "1.2.250.1.71.4.2.5"

  /// The most specialities that are read.
  private static let maximumSpecialities = 16

  var oid: ObjectIdentifier { ObjectIdentifier(stringLiteral: rawValue) }

  /// The element in the extension; nil when the certificate has none.
  ///
  /// - Throws: ``Diagnostic/certificateMalformed`` when there are several or when it is not DER.
  func element(in certificate: Certificate) throws(CPSError) -> DERElement? {
    let occurrences = certificate.extensions(oid)
    guard occurrences.count <= 1 else { throw malformed("twice") }
    guard let occurrence = occurrences.first else { return nil }
    do throws(CPSError) { return try DERElement(occurrence.value) } catch { throw malformed("not DER") }
  }

  static func category(of certificate: Certificate) throws(CPSError) -> CardCategory? {
    guard let element = try category.element(in: certificate) else { return nil }
    guard let bytes = element.octetString, bytes.count == 1, let code = CardCategory(byte: bytes[0]) else {
      throw category.malformed("not a category")
    }
    return code
  }

  static func cardType(of certificate: Certificate) throws(CPSError) -> CardType? {
    guard let element = try cardType.element(in: certificate) else { return nil }
    guard let code = element.smallInteger, let type = CardType(code: code) else {
      throw cardType.malformed("not a card type")
    }
    return type
  }

  static func cardNumber(of certificate: Certificate) throws(CPSError) -> CardNumber? {
    guard let element = try cardNumber.element(in: certificate) else { return nil }
    guard element.tag == NameStringType.printable.rawValue, let text = element.text else {
      throw cardNumber.malformed("not a PrintableString")
    }
    return try CardNumber(certificateText: text)
  }

  static func profession(of certificate: Certificate) throws(CPSError) -> ProfessionCode? {
    guard let element = try profession.element(in: certificate) else { return nil }
    guard let number = element.smallInteger, let code = ProfessionCode(rawValue: number) else {
      throw profession.malformed("not a profession code")
    }
    return code
  }

  static func specialities(of certificate: Certificate) throws(CPSError) -> [SpecialityCode] {
    guard let element = try specialities.element(in: certificate) else { return [] }
    let members = try element.children()
    guard element.tag == 0x30, (1...maximumSpecialities).contains(members.count) else {
      throw specialities.malformed("not a list of specialities")
    }
    var codes: [SpecialityCode] = []
    for member in members {
      guard member.tag == NameStringType.utf8.rawValue,
        let code = member.text.flatMap(SpecialityCode.init(rawValue:)), !codes.contains(code)
      else { throw specialities.malformed("not a speciality code") }
      codes.append(code)
    }
    return codes
  }

  private func malformed(_ detail: String) -> CPSError {
    let text = "extension \(rawValue): \(detail)"
    return CPSError(.certificateMalformed, ["detail": text], reason: text)
  }
}
