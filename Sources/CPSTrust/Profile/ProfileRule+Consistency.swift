internal import CPSDiagnostics
internal import OpenSSLKit

/// Rules about parts that must agree: 13.
extension ProfileRule {
  /// Rule 13: a CPS card names a profession; every sample does.
  static let professionPresent = confirmed(13, .identityInvalid) { card, _ in
    card.type == .cps && card.profession == nil ? "no profession" : nil
  }

  /// Rule 13: the profession is one of table G15.
  static let professionKnown = inferred(13, .professionKnown) { card, _ in
    guard let profession = card.profession else { return nil }
    return profession.isKnown ? nil : "profession \(profession.text)"
  }

  /// Rule 13: each speciality is one of table R01.
  static let specialityKnown = inferred(13, .specialityKnown) { card, _ in
    card.specialities.first(where: { !$0.isKnown }).map { "speciality \($0.rawValue)" }
  }

  /// Rule 13: staff exercise no profession.
  static let staffProfession = inferred(13, .staffProfession) { card, _ in
    guard card.type?.isOfStaff == true else { return nil }
    return card.profession == nil && card.specialities.isEmpty ? nil : "profession on a card of staff"
  }

  /// Rule 13: staff are named by a number of the structure that employs them.
  ///
  /// What is told of a structure's check digit is not sure enough to refuse (igc-sante.md section 3.1).
  static let employer = inferred(13, .employer) { card, _ in
    guard card.type?.isOfStaff == true else { return nil }
    guard let employer = IdentityReader.employer(in: card) else { return "no employer" }
    guard !employer.identifier.hasDoubtfulKey else { return "check digit of the employer" }
    let numbers = card.certificate.subject.attributes(.commonName).compactMap(\.text)
    let structures = numbers.map { try? NationalIdentifier($0).structure }
    return structures == [employer.identifier] ? nil : "number of another structure's staff"
  }

  /// Rule 13: the title in the name is the label of the profession.
  static let title = inferred(13, .title) { card, _ in
    guard let label = card.profession?.label else { return nil }
    let titles = card.certificate.subject.attributes(.title).map(\.text)
    return titles == [label[.french]] ? nil : "title of profession \(card.profession?.text ?? "")"
  }

  /// Rule 13: the user principal name, where there is one, holds the national identifier.
  ///
  /// A dot after the first digit was seen on one card and none on another, so dots do not count; the form is
  /// never read for the identity itself.
  static let userPrincipalName = inferred(13, .userPrincipalName) { card, _ in
    let locals = card.certificate.userPrincipalNames.map { name in
      String(name.prefix { $0 != "@" }).filter { $0 != "." }
    }
    let identifiers = card.certificate.subject.attributes(.commonName).compactMap(\.text)
    return locals.isEmpty || locals == identifiers ? nil : "user principal name of another"
  }
}
