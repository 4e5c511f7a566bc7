internal import CPSDiagnostics

/// Rules that tell a card from software, and one card from another: 2, 9 and the acceptance matrix.
extension ProfileRule {
  /// Rule 9: the category is there and is that of a card.
  static let categoryOfCard = confirmed(9, .profileNotCPS) { card, _ in
    guard let category = card.category else { return "no category" }
    return category.isCard ? nil : "category \(category.rawValue)"
  }

  /// Rule 9: the card type is there and is accepted; certificates in software have none.
  static let typeAccepted = confirmed(9, .profileNotCPS) { card, expected in
    guard let type = card.type else { return "no card type" }
    return expected.accepted.types.contains(type) ? nil : "card type \(type.rawValue)"
  }

  /// The acceptance matrix: FORT PERSONNES issues CPS and CPF, STANDARD PERSONNES issues CPE and CPA.
  static let typeOfFamily = confirmed(2, .profileNotCPS) { card, expected in
    guard let type = card.type else { return nil }
    guard let issuer = expected.issuer else { return "\(type.rawValue) of an unknown issuer" }
    let isRight = issuer.name.family == CertificateFamily(issuing: type) && issuer.name.duty == .persons
    return isRight ? nil : "\(type.rawValue) issued by \(issuer.name.text)"
  }

  /// Rule 9: the card number is there; its form is held by the reading.
  static let number = confirmed(9, .profileNotCPS) { card, _ in card.number == nil ? "no card number" : nil }
}
