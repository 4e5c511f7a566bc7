internal import CPSDiagnostics
internal import CPSTrust

/// The kinds of reasons, for people.
enum VerificationTexts {
  static func text(of kind: PlainReason.Kind) -> Bilingual {
    switch kind {
    case .malformed: Bilingual(fr: "données illisibles", en: "data that cannot be read")
    case .issuerUnknown: Bilingual(fr: "émetteur inconnu", en: "issuer unknown")
    case .signature: Bilingual(fr: "signature fausse", en: "wrong signature")
    case .expired: Bilingual(fr: "expiré", en: "expired")
    case .notYetValid: Bilingual(fr: "pas encore valable", en: "not valid yet")
    case .revoked: Bilingual(fr: "révoqué", en: "revoked")
    case .revocationUnknown:
      Bilingual(fr: "état de révocation inconnu", en: "unknown whether it is revoked")
    case .revocationStale: Bilingual(fr: "liste de révocation périmée", en: "revocation list out of date")
    case .purpose: Bilingual(fr: "ne convient pas à cet usage", en: "not for this purpose")
    case .criticalExtension: Bilingual(fr: "extension critique inconnue", en: "unknown critical extension")
    case .weak: Bilingual(fr: "clé ou algorithme trop faible", en: "key or algorithm too weak")
    case .authority:
      Bilingual(fr: "autorité sans le droit d’émettre", en: "authority without the right to issue")
    case .policy: Bilingual(fr: "politique non satisfaite", en: "policy not met")
    case .nameConstraints:
      Bilingual(fr: "nom hors du domaine de l’autorité", en: "name outside the authority's domain")
    case .profile: Bilingual(fr: "s’écarte de la RFC 5280", en: "departs from RFC 5280")
    case .card:
      Bilingual(
        fr: "n’est pas le certificat d’authentification d’une carte CPS",
        en: "not the authentication certificate of a CPS card")
    case .bounds: Bilingual(fr: "trop coûteux à juger", en: "too costly to judge")
    }
  }
}
