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
  /// Common name, surname and given name occur exactly once each. A card that names no person is refused: it
  /// is lent, and nobody answers for what is done with it.
  ///
  /// - Throws: ``Diagnostic/identityInvalid``.
  static func identity(in card: CardCertificate, of type: CardType) throws(CPSError) -> ProfessionalIdentity {
    let identifier = try NationalIdentifier(try single(.commonName, "common name", card))
    guard kinds(on: type).contains(identifier.kind) else {
      throw refusal("kind of national identifier on a \(type.rawValue)")
    }
    return ProfessionalIdentity(
      nationalIdentifier: identifier,
      familyName: try single(.surname, "surname", card),
      givenName: try single(.givenName, "given name", card),
      profession: card.profession, specialities: card.specialities)
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
