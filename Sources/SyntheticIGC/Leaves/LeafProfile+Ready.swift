internal import OpenSSLKit

/// The profiles that were read back from real test certificates (igc-sante.md, section 1.4).
extension LeafProfile {
  /// Codes of table G01 for test products: cards and software.
  private static let testCard: UInt8 = 0x80
  private static let testSoftware: UInt8 = 0x83
  /// The issuer of cards, before the number.
  private static let cardIssuer = "8025000001/"

  /// The authentication certificate of a CPS card.
  public static func cpsAuthentication(
    _ professional: SyntheticProfessional, cardNumber: String, validity: LeafValidity
  ) -> LeafProfile {
    var profile = card(professional, cardNumber: cardNumber, validity: validity)
    profile.keyUsage = .digitalSignature
    profile.extendedKeyUsage = [.clientAuthentication, .smartcardLogon]
    let identifier = professional.nationalIdentifier
    profile.userPrincipalName = "\(identifier.prefix(1)).\(identifier.dropFirst())@carte-cps.fr"
    return profile
  }

  /// The signature certificate of a CPS card.
  public static func cpsSignature(
    _ professional: SyntheticProfessional, cardNumber: String, validity: LeafValidity
  ) -> LeafProfile {
    var profile = card(professional, cardNumber: cardNumber, validity: validity)
    profile.keyUsage = .nonRepudiation
    profile.extendedKeyUsage = [.emailProtection]
    profile.hasPrivateKeyUsagePeriod = true
    return profile
  }

  /// The authentication certificate of a CPF card, of a professional in training.
  ///
  /// ASSUMED to be that of a CPS with another card type: no sample was seen.
  public static func cpfAuthentication(
    _ professional: SyntheticProfessional, cardNumber: String, validity: LeafValidity
  ) -> LeafProfile {
    var profile = cpsAuthentication(professional, cardNumber: cardNumber, validity: validity)
    profile.cardType = 1
    return profile
  }

  /// The authentication certificate of a CPE card, of the staff of an establishment.
  public static func cpeAuthentication(cardNumber: String, validity: LeafValidity) -> LeafProfile {
    var subject = LeafSubject()
    subject.province = "Paris (75)"
    subject.organisation = "HOPITAL FICTIF SYNTHETIC"
    subject.organisationIdentifier = "10B0999999"
    subject.title = "Personnel santé ou social"
    subject.commonName = "30B0999999/CPE0001"
    subject.surname = "FICTIF-ADMINISTRATIF"
    subject.givenName = "MAXENCE"
    var profile = LeafProfile(issuer: .issuing(.standard, .persons), subject: subject, validity: validity)
    profile.keyUsage = .digitalSignature
    profile.extendedKeyUsage = [.clientAuthentication, .smartcardLogon]
    profile.userPrincipalName = "30B0999999/CPE0001@carte-cps.fr"
    profile.category = testCard
    profile.cardType = 2
    profile.cardNumber = cardIssuer + cardNumber
    return profile
  }

  /// The signature certificate of a CPE card.
  ///
  /// ASSUMED to differ from the other as that of a CPS does: no sample was seen.
  public static func cpeSignature(cardNumber: String, validity: LeafValidity) -> LeafProfile {
    var profile = cpeAuthentication(cardNumber: cardNumber, validity: validity)
    profile.keyUsage = .nonRepudiation
    profile.extendedKeyUsage = [.emailProtection]
    profile.userPrincipalName = nil
    profile.hasPrivateKeyUsagePeriod = true
    return profile
  }

  /// The software certificate of a person: the same name as that of their card, in the weakest tree.
  public static func software(_ professional: SyntheticProfessional, validity: LeafValidity) -> LeafProfile {
    var profile = LeafProfile(
      issuer: .issuing(.elementary, .persons), subject: LeafSubject(professional), validity: validity)
    profile.keyUsage = .nonRepudiation
    profile.extendedKeyUsage = [.emailProtection]
    profile.hasPrivateKeyUsagePeriod = true
    profile.category = testSoftware
    profile.profession = professional.profession
    profile.specialities = professional.specialities
    return profile
  }

  /// The client certificate of an organisation.
  public static func organisationClient(validity: LeafValidity) -> LeafProfile {
    var profile = organisation(commonName: "Logiciel fictif SYNTHETIC", validity: validity)
    profile.keyUsage = .digitalSignature
    profile.extendedKeyUsage = [.clientAuthentication]
    return profile
  }

  /// The server certificate of an organisation, which may authenticate as a client, too.
  public static func organisationServer(domain: String, validity: LeafValidity) -> LeafProfile {
    var profile = organisation(commonName: domain, validity: validity)
    profile.keyUsage = [.digitalSignature, .keyEncipherment]
    profile.extendedKeyUsage = [.serverAuthentication, .clientAuthentication]
    profile.domains = [domain]
    return profile
  }

  /// The technical certificate of the contactless side of a CPS card, whose key needs no PIN.
  ///
  /// ASSUMED altogether: issuer and profile of the real one are not known (igc-sante.md, section 1.5).
  public static func contactlessTechnical(cardNumber: String, validity: LeafValidity) -> LeafProfile {
    var subject = LeafSubject()
    subject.commonName = cardNumber
    var profile = LeafProfile(issuer: .cards, subject: subject, validity: validity)
    profile.keyUsage = .digitalSignature
    profile.extendedKeyUsage = [.clientAuthentication]
    profile.category = testCard
    profile.cardType = 0
    profile.cardNumber = cardIssuer + cardNumber
    return profile
  }

  private static func card(
    _ professional: SyntheticProfessional, cardNumber: String, validity: LeafValidity
  ) -> LeafProfile {
    var profile = LeafProfile(issuer: .cards, subject: LeafSubject(professional), validity: validity)
    profile.category = testCard
    profile.cardType = 0
    profile.cardNumber = cardIssuer + cardNumber
    profile.profession = professional.profession
    profile.specialities = professional.specialities
    return profile
  }

  private static func organisation(commonName: String, validity: LeafValidity) -> LeafProfile {
    var subject = LeafSubject()
    subject.province = "Paris (75)"
    subject.organisation = "CENTRE DE SANTE FICTIF SYNTHETIC"
    subject.organisationIdentifier = "10B0999999"
    subject.commonName = commonName
    var profile = LeafProfile(
      issuer: .issuing(.elementary, .organisations), subject: subject, validity: validity)
    profile.category = testSoftware
    return profile
  }
}
