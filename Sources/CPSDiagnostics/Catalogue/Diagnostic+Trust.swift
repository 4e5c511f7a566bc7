extension Diagnostic {
  /// No path to a pinned anchor.
  public static let anchorUnknown = Diagnostic(
    "trust.anchor-unknown", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "Le certificat ne remonte pas à une autorité de confiance.",
      en: "The certificate does not lead to a trusted authority."),
    hint: Bilingual(
      fr: "Seules les cartes émises par l’IGC-Santé sont acceptées.",
      en: "Only cards issued by IGC-Santé are accepted."))

  /// SHA-256 is not among the pins.
  public static let anchorNotPinned = Diagnostic(
    "trust.not-pinned", .alarm, exit: .untrusted, http: 422,
    Bilingual(
      fr: "Ce certificat d’autorité n’est pas celui qui est attendu.",
      en: "This authority certificate is not the expected one."),
    hint: Bilingual(
      fr: "Téléchargez-le depuis l’adresse officielle ; rien n’a été importé.",
      en: "Download it from the official address; nothing was imported."))

  /// A pinned authority of test in production, or the other way round; attack case CA-07.
  public static let anchorEnvironment = Diagnostic(
    "trust.anchor-environment", .alarm, exit: .untrusted, http: 422,
    Bilingual(
      fr: "Une autorité de confiance appartient à un autre environnement : {detail}.",
      en: "A trusted authority belongs to another environment: {detail}."),
    hint: Bilingual(
      fr: "Indiquez l’environnement de ces autorités, ou les autorités de cet environnement.",
      en: "Name the environment of these authorities, or the authorities of this environment."))

  /// RFC 5280 path validation failed for a reason without a row of its own.
  public static let pathInvalid = Diagnostic(
    "trust.path-invalid", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "La chaîne de certificats n’est pas valable : {detail}.",
      en: "The certificate chain is not valid: {detail}."),
    hint: Bilingual(
      fr: "Faites contrôler la carte par l’organisme émetteur.",
      en: "Have the card checked by its issuer."))

  /// notAfter is past.
  public static let certificateExpired = Diagnostic(
    "trust.certificate-expired", .notice, exit: .expired, http: 403,
    Bilingual(
      fr: "Le certificat de la carte a expiré.",
      en: "The card's certificate has expired."),
    hint: Bilingual(
      fr: "Demandez le renouvellement de la carte.",
      en: "Ask for the card's renewal."))

  /// notBefore is ahead.
  public static let certificateNotYetValid = Diagnostic(
    "trust.certificate-not-yet-valid", .warning, exit: .expired, http: 403,
    Bilingual(
      fr: "Le certificat de la carte n’est pas encore valable.",
      en: "The card's certificate is not valid yet."),
    hint: Bilingual(
      fr: "Vérifiez l’heure du service.",
      en: "Check the service's clock."))

  /// On the CRL of its issuer.
  public static let certificateRevoked = Diagnostic(
    "trust.certificate-revoked", .alarm, exit: .revoked, http: 403,
    Bilingual(
      fr: "Le certificat de la carte est révoqué.",
      en: "The card's certificate is revoked."),
    hint: Bilingual(
      fr: "Utilisez votre nouvelle carte ; sinon adressez-vous à l’organisme émetteur.",
      en: "Use your new card; else ask the issuer."))

  /// No CRL that is complete, authentic and fresh.
  public static let revocationUnknown = Diagnostic(
    "trust.revocation-unknown", .error, exit: .revocationUnknown, http: 503,
    Bilingual(
      fr: "L’état de révocation de la carte n’a pas pu être établi.",
      en: "Whether the card is revoked could not be established."),
    hint: Bilingual(
      fr: "Réessayez plus tard ; l’administrateur doit mettre à jour les listes de révocation.",
      en: "Try again later; the administrator must update the revocation lists."))

  /// keyUsage or extendedKeyUsage of another purpose; igc-sante.md section 4, rule 7.
  public static let profileNotAuthentication = Diagnostic(
    "trust.not-authentication", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "Ce certificat n’est pas le certificat d’authentification d’une carte.",
      en: "This certificate is not the authentication certificate of a card."),
    hint: Bilingual(
      fr: "Le certificat de signature ne permet pas de se connecter.",
      en: "The signature certificate cannot be used to log in."))

  /// Family, category, card type or card number; igc-sante.md section 4, rules 2, 3 and 9.
  public static let profileNotCPS = Diagnostic(
    "trust.not-cps", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "Ce certificat n’est pas celui d’une carte CPS : {detail}.",
      en: "This certificate is not that of a CPS card: {detail}."),
    hint: Bilingual(
      fr: "Connectez-vous avec votre carte CPS.",
      en: "Log in with your CPS card."))

  /// igc-sante.md section 4, rule 4.
  public static let environmentMismatch = Diagnostic(
    "trust.environment", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "Cette carte appartient à un autre environnement (test ou production).",
      en: "This card belongs to another environment (test or production)."),
    hint: Bilingual(
      fr: "Utilisez une carte de l’environnement du service.",
      en: "Use a card of the service's environment."))

  /// igc-sante.md section 4, rules 12 and 13; attack case HC-35.
  public static let identityInvalid = Diagnostic(
    "trust.identity-invalid", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "L’identité portée par le certificat n’est pas valable : {detail}.",
      en: "The identity in the certificate is not valid: {detail}."),
    hint: Bilingual(
      fr: "Faites contrôler la carte par l’organisme émetteur.",
      en: "Have the card checked by its issuer."))

  /// nextUpdate and the grace are past.
  public static let revocationListStale = Diagnostic(
    "trust.list-stale", .alarm, exit: .revocationUnknown, http: 503,
    Bilingual(
      fr: "La liste de révocation de {issuer} est périmée.",
      en: "The revocation list of {issuer} is out of date."),
    hint: Bilingual(
      fr: "Mettez à jour les listes de révocation.",
      en: "Update the revocation lists."))

  /// Used within the grace that the administrator allows; DESIGN.md, "Revocation fails closed".
  public static let revocationListOverdue = Diagnostic(
    "trust.list-overdue", .alarm, exit: .revocationUnknown, http: 503,
    Bilingual(
      fr: "La liste de révocation de {issuer} aurait dû être remplacée ; elle sert encore par tolérance.",
      en: "The revocation list of {issuer} should have been replaced; it is still used on grace."),
    hint: Bilingual(
      fr: "Mettez à jour les listes de révocation avant la fin de la tolérance.",
      en: "Update the revocation lists before the grace ends."))

  /// igc-sante.md section 4, rule 14; attack case HN-13.
  public static let revocationListRefused = Diagnostic(
    "trust.list-refused", .alarm, exit: .untrusted, http: 422,
    Bilingual(
      fr: "La liste de révocation de {issuer} est refusée : {detail}.",
      en: "The revocation list of {issuer} is refused: {detail}."),
    hint: Bilingual(
      fr: "La liste en service est conservée ; téléchargez-la de nouveau depuis l’adresse officielle.",
      en: "The list in use is kept; download it again from the official address."))

  /// igc-sante.md section 4, rules 21 and 22; attack case HN-16.
  public static let signatureAlgorithmRefused = Diagnostic(
    "trust.signature-algorithm", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "Le certificat est signé d’une manière qui n’est plus admise : {detail}.",
      en: "The certificate is signed in a way that is no longer admitted: {detail}."),
    hint: Bilingual(
      fr: "Les cartes des anciennes IGC ne permettent plus de se connecter.",
      en: "Cards of the former authorities can no longer be used to log in."))

  /// An inferred rule of igc-sante.md section 4 does not hold: an alarm, or a refusal where it was hardened.
  public static let profileDeviation = Diagnostic(
    "trust.profile-deviation", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "Le certificat s’écarte du profil connu : {detail}.",
      en: "The certificate departs from the known profile: {detail}."),
    hint: Bilingual(
      fr: "Faites contrôler la carte ; l’administrateur décide si cet écart refuse la connexion.",
      en: "Have the card checked; the administrator decides whether this refuses the login."))

  /// igc-sante.md section 4, rule 27.
  public static let practitionerNotEntitled = Diagnostic(
    "trust.not-entitled", .alarm, exit: .denied, http: 403,
    Bilingual(
      fr: "Le répertoire professionnel ne permet pas cet exercice : {detail}.",
      en: "The professional register does not allow this practice: {detail}."),
    hint: Bilingual(
      fr: "Adressez-vous à votre ordre ou à votre autorité d’enregistrement.",
      en: "Ask your professional body or registration authority."))

  /// An authority without which no card can be verified is not in the trust store.
  public static let authorityMissing = Diagnostic(
    "trust.authority-missing", .error, exit: .configuration, http: 500,
    Bilingual(
      fr: "Il manque une autorité de confiance : {detail}.",
      en: "A trusted authority is missing: {detail}."),
    hint: Bilingual(
      fr: "Importez-la avec « cpsauth trust import ».",
      en: "Import it with “cpsauth trust import”."))

  /// The worlds outside production have no list of their own in the program.
  public static let trustPinsMissing = Diagnostic(
    "trust.pins-missing", .notice, exit: .usage, http: 400,
    Bilingual(
      fr: "Hors production, --pins doit désigner la liste des empreintes admises.",
      en: "Outside production, --pins must name the list of admitted fingerprints."),
    hint: Bilingual(
      fr: "Faites-la avec sha256sum, une fois les certificats vérifiés ; rien n’a été importé.",
      en: "Make it with sha256sum once the certificates are verified; nothing was imported."))

  /// What is no place to fetch a list or a certificate from; attack case HN-14.
  public static let publicationAddressRefused = Diagnostic(
    "trust.address-refused", .error, exit: .configuration, http: 422,
    Bilingual(
      fr: "L’adresse {address} n’est pas admise : {detail}.",
      en: "The address {address} is not admitted: {detail}."),
    hint: Bilingual(
      fr:
        "Donnez une adresse http:// d’un hôte nommé ; ce qu’un annuaire LDAP publie s’importe par un fichier.",
      en: "Give an http:// address of a named host; what an LDAP directory publishes is imported from a file."
    ))

  /// Nothing usable came from where a list or a certificate is published; attack cases HN-11, HN-13.
  public static let publicationUnavailable = Diagnostic(
    "trust.publication-unavailable", .warning, exit: .unavailable, http: 502,
    Bilingual(
      fr: "{address} n’a pas pu être téléchargé : {detail}.",
      en: "{address} could not be downloaded: {detail}."),
    hint: Bilingual(
      fr: "Vérifiez le réseau ; ce qui est en service est conservé.",
      en: "Check the network; what is in use is kept."))

  static let trustFamily: [Diagnostic] = [
    .anchorUnknown, .anchorNotPinned, .pathInvalid, .certificateExpired, .certificateNotYetValid,
    .certificateRevoked, .revocationUnknown, .profileNotAuthentication, .profileNotCPS,
    .environmentMismatch, .identityInvalid, .revocationListStale, .revocationListOverdue,
    .revocationListRefused, .signatureAlgorithmRefused, .profileDeviation, .practitionerNotEntitled,
    .authorityMissing, .anchorEnvironment, .trustPinsMissing, .publicationAddressRefused,
    .publicationUnavailable,
  ]
}
