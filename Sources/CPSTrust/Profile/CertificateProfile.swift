internal import CPSDiagnostics

/// The profile of the certificates of a card: every rule, in the order of its weight.
///
/// Rules 1 to 3 and 5 are held by the search for the issuer and by ``CardPath``, 6, 10 and 21 by
/// ``StrictReading``, 12 by ``IdentityReader``, 14 by ``RevocationBook``; docs/trust.md has them all. For rule
/// 23 nothing is known of the certificate of the contactless side; it must pass all of these, name, profession
/// and number included.
///
/// The order decides which row a refusal bears when several rules are broken: world, then kind of card, then
/// kind of certificate, then agreement of the parts.
enum CertificateProfile {
  static func rules(for duty: CertificateDuty) -> [ProfileRule] {
    switch duty {
    case .authentication: authentication
    case .signature: signature
    }
  }

  private static let authentication =
    cards + [.keyUsage, .clientAuthentication, .otherPurposes, .professionPresent]
    + [.smartcardLogon, .userPrincipalName] + agreement

  private static let signature =
    cards + [.signatureKeyUsage, .signaturePurposes, .professionPresent] + [.emailProtection] + agreement

  private static let cards: [ProfileRule] = [
    .categoryOfEnvironment, .policyOfEnvironment, .legacyPolicy, .categoryOfCard, .typeAccepted,
    .typeOfFamily, .number,
  ]

  private static let agreement: [ProfileRule] = [
    .encipherment, .policyKnown, .professionKnown, .specialityKnown, .title, .staffProfession, .employer,
    .hierarchyEnd, .validityCap,
  ]

  /// Holds a certificate against every rule.
  ///
  /// - Returns: an alarm for each inferred rule that it breaks and that is not hardened.
  /// - Throws: the row of the gravest rule that refuses; every departure is in its reason.
  static func judge(
    _ card: CardCertificate, expecting expected: ProfileExpectation, strictness: ProfileStrictness
  ) throws(CPSError) -> [CPSError] {
    var refusals = Refusals()
    var alarms: [CPSError] = []
    for (rule, departure) in departures(of: card, expecting: expected) {
      if case .inferred(let inferred) = rule.standing, !strictness.refusing.contains(inferred) {
        alarms.append(
          CPSError(
            rule.diagnostic, ["detail": departure], reason: "rule \(rule.number): \(inferred.rawValue)"))
      } else {
        refusals.add(rule.diagnostic, departure, rule: rule.number)
      }
    }
    try refusals.throwFirst()
    return alarms
  }

  /// Every rule that a certificate breaks, with what departs from it, in the order of their weight.
  static func departures(
    of card: CardCertificate, expecting expected: ProfileExpectation
  ) -> [(rule: ProfileRule, detail: String)] {
    rules(for: expected.duty).compactMap { rule in rule.departure(card, expected).map { (rule, $0) } }
  }
}
