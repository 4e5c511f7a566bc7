internal import CPSDiagnostics
internal import OpenSSLKit

/// Reads who a card was issued to from its certificate: rule 12 of igc-sante.md section 4.
enum IdentityReader {
  /// The kinds of national identifier that a card type bears.
  ///
  /// Known for CPS and CPE; ASSUMED for CPF and CPA, of which no certificate was seen.
  private static func kinds(on type: CardType) -> Set<NationalIdentifierKind> {
    switch type {
    case .cps: [.rpps, .adeli]
    case .cpf: [.rpps, .adeli, .student]
    case .cpe, .cpa: [.adeliPractice, .finessRegister, .sirenRegister, .siretRegister, .rppsPractice]
    }
  }

  /// The identity, from attributes taken by type out of the encoding, in whatever order they stand.
  ///
  /// Common name, surname and given name occur exactly once each. A card of staff that names no person is
  /// refused with a row of its own: it is lent, and nobody answers for what is done with it.
  ///
  /// Staff exercise no profession: one in their certificate is left out, and the profile raises an alarm.
  ///
  /// - Throws: ``Diagnostic/identityInvalid``, ``Diagnostic/cardNotNominative``.
  static func identity(in card: CardCertificate, of type: CardType) throws(CPSError) -> ProfessionalIdentity {
    if type.isOfStaff, card.certificate.subject.attributes(.surname).isEmpty,
      card.certificate.subject.attributes(.givenName).isEmpty
    {
      throw CPSError(.cardNotNominative, reason: "rule 12: neither surname nor given name")
    }
    let identifier = try NationalIdentifier(try single(.commonName, "common name", card))
    guard kinds(on: type).contains(identifier.kind) else {
      throw refusal("kind of national identifier on a \(type.rawValue)")
    }
    return ProfessionalIdentity(
      nationalIdentifier: identifier,
      familyName: try single(.surname, "surname", card),
      givenName: try single(.givenName, "given name", card),
      profession: type.isOfStaff ? nil : card.profession,
      specialities: type.isOfStaff ? [] : card.specialities)
  }

  /// The structure whose staff a certificate names: one O and one OU that is a structure's identifier; nil
  /// for another form.
  static func employer(in card: CardCertificate) -> Employer? {
    let subject = card.certificate.subject
    let names = subject.attributes(.organizationName).compactMap(\.text)
    let units = subject.attributes(.organizationalUnitName).compactMap(\.text)
    guard names.count == 1, units.count == 1, let identifier = try? StructureIdentifier(units[0]) else {
      return nil
    }
    return Employer(identifier: identifier, name: names[0])
  }

  private static func single(
    _ type: ObjectIdentifier, _ label: String, _ card: CardCertificate
  ) throws(CPSError) -> String {
    let attributes = card.certificate.subject.attributes(type)
    guard attributes.count == 1, let text = attributes[0].text,
      text.contains(where: { $0 != " " }), text.first != " ", text.last != " "
    else { throw refusal(label) }
    return text
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.identityInvalid, ["detail": detail], reason: "rule 12: \(detail)")
  }
}
