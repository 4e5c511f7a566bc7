extension Diagnostic {
  /// A call into libcrypto failed where valid input cannot make it fail; attack case FT-01.
  public static let cryptographyFailed = Diagnostic(
    "cryptography.failed", .error, exit: .software, http: 500,
    Bilingual(
      fr: "Une opération cryptographique a échoué.",
      en: "A cryptographic operation failed."),
    hint: Bilingual(
      fr: "Signalez-la avec le journal ; rien n’a été autorisé.",
      en: "Please report it with the log; nothing was authorised."))

  /// Bytes that do not keep the Distinguished Encoding Rules; attack cases HC-10 and HC-11.
  public static let encodingNotDER = Diagnostic(
    "encoding.not-der", .error, exit: .dataError, http: 422,
    Bilingual(
      fr: "Les données ne respectent pas le codage DER : {detail}.",
      en: "The data do not keep the DER encoding: {detail}."),
    hint: Bilingual(
      fr: "Vérifiez l’origine des données.",
      en: "Check where the data come from."))

  /// A key that cannot be parsed or is of a kind that is not admitted.
  public static let keyMalformed = Diagnostic(
    "key.malformed", .notice, exit: .dataError, http: 400,
    Bilingual(
      fr: "La clé n’est pas lisible.",
      en: "The key cannot be read."),
    hint: Bilingual(
      fr: "Vérifiez le fichier ou le message qui la contient.",
      en: "Check the file or message that holds it."))

  /// A key file that is of no use without its passphrase, which no program of ours asks for.
  public static let keyEncrypted = Diagnostic(
    "key.encrypted", .notice, exit: .dataError, http: 400,
    Bilingual(
      fr: "La clé est protégée par une phrase de passe.",
      en: "The key is protected by a passphrase."),
    hint: Bilingual(
      fr: "Faites-en une copie sans phrase de passe (« openssl pkey -in CLÉ -out COPIE », mode 600).",
      en: "Make a copy without a passphrase (“openssl pkey -in KEY -out COPY”, mode 600)."))

  /// A key and a certificate that were given as a pair.
  public static let keyMismatch = Diagnostic(
    "key.mismatch", .notice, exit: .dataError, http: 400,
    Bilingual(
      fr: "La clé {key} n’est pas celle du certificat {certificate}.",
      en: "The key {key} is not that of the certificate {certificate}."),
    hint: Bilingual(
      fr: "Donnez la clé et le certificat d’une même personne ou d’un même serveur.",
      en: "Give the key and the certificate of the same person or server."))

  /// Attack case HC-19.
  public static let keyWeak = Diagnostic(
    "key.weak", .alarm, exit: .untrusted, http: 422,
    Bilingual(
      fr: "La clé est trop faible : {detail}.",
      en: "The key is too weak: {detail}."),
    hint: Bilingual(
      fr: "Cette clé ne doit plus être utilisée.",
      en: "This key must no longer be used."))

  /// Not one exact DER certificate.
  public static let certificateMalformed = Diagnostic(
    "certificate.malformed", .error, exit: .dataError, http: 422,
    Bilingual(
      fr: "Le certificat n’est pas bien formé : {detail}.",
      en: "The certificate is malformed: {detail}."),
    hint: Bilingual(
      fr: "Vérifiez l’origine du certificat.",
      en: "Check where the certificate comes from."))

  /// Not one exact DER CRL.
  public static let revocationListMalformed = Diagnostic(
    "revocation-list.malformed", .error, exit: .dataError, http: 422,
    Bilingual(
      fr: "La liste de révocation n’est pas bien formée : {detail}.",
      en: "The revocation list is malformed: {detail}."),
    hint: Bilingual(
      fr: "Téléchargez-la de nouveau depuis l’adresse officielle.",
      en: "Download it again from the official address."))

  /// Not one exact DER response of a status responder; attack case HN-12.
  public static let statusResponseMalformed = Diagnostic(
    "status-response.malformed", .error, exit: .dataError, http: 422,
    Bilingual(
      fr: "La réponse OCSP n’est pas bien formée : {detail}.",
      en: "The OCSP response is malformed: {detail}."),
    hint: Bilingual(
      fr: "Vérifiez l’adresse du répondeur, et ce qui se trouve entre lui et ce service.",
      en: "Check the responder's address, and what stands between it and this service."))

  static let cryptographyFamily: [Diagnostic] = [
    .cryptographyFailed, .encodingNotDER, .keyMalformed, .keyEncrypted, .keyMismatch, .keyWeak,
    .certificateMalformed,
    .revocationListMalformed, .statusResponseMalformed,
  ]
}
