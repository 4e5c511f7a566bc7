/// What the telephone check refuses.
extension Diagnostic {
  /// Bank details came whole; they are not kept, and not shown.
  public static let bankDetailsWhole = Diagnostic(
    "telephone.bank-details-whole", .error, exit: .dataError, http: 400,
    Bilingual(
      fr: "Des coordonnées bancaires entières ont été données ; rien n’en est conservé.",
      en: "Whole bank details were given; nothing of them is kept."),
    hint: Bilingual(
      fr: "Demandez les cinq derniers caractères seuls ; jamais le RIB ni l’IBAN entier.",
      en: "Ask for the last five characters alone; never for the whole RIB or IBAN."))

  /// Something else than five letters or digits.
  public static let bankCharactersMalformed = Diagnostic(
    "telephone.characters-malformed", .error, exit: .dataError, http: 400,
    Bilingual(
      fr: "Cinq lettres ou chiffres sont attendus.", en: "Five letters or digits are expected."),
    hint: Bilingual(
      fr: "Donnez les cinq derniers caractères des coordonnées bancaires, clé comprise.",
      en: "Give the last five characters of the bank details, the key included."))

  /// A person who calls in another's name is not named as they must be.
  public static let telephoneCallerMalformed = Diagnostic(
    "telephone.caller-malformed", .error, exit: .dataError, http: 400,
    Bilingual(
      fr: "La personne qui appelle ne peut pas être comprise.", en: "The caller cannot be meant."),
    hint: Bilingual(
      fr: "Donnez la qualité (secretary, accountant, other) et le nom, de 2 à 80 caractères, sans chiffre.",
      en: "Give the role (secretary, accountant, other) and the name, 2 to 80 characters, without a digit."))

  /// The account, or the agent, has tried often enough.
  public static let telephoneAttemptsExceeded = Diagnostic(
    "telephone.attempts-exceeded", .warning, exit: .quota, http: 429,
    Bilingual(
      fr: "Trop de vérifications par téléphone.", en: "Too many telephone checks."),
    hint: Bilingual(
      fr: "Attendez {seconds} s ; le professionnel peut toujours se connecter avec sa carte.",
      en: "Wait {seconds} s; the professional can always log in with their card."))

  /// So many checks fail that somebody may be trying numbers out.
  public static let telephoneFailureBurst = Diagnostic(
    "telephone.failure-burst", .alarm, exit: .quota, http: 429,
    Bilingual(
      fr: "De nombreuses vérifications par téléphone échouent.", en: "Many telephone checks fail."),
    hint: Bilingual(
      fr: "Voyez dans le journal d’audit quel compte et quel agent ; rappelez au numéro connu.",
      en: "See in the audit log which account and which agent; call back at the number that is known."))

  /// A professional speaks of an account that is not theirs, or is not there.
  public static let telephoneNotOwner = Diagnostic(
    "telephone.not-owner", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "Ce compte n’est pas celui du titulaire de la carte.",
      en: "This account is not that of the holder of the card."),
    hint: Bilingual(
      fr: "Vérifiez le nom du compte ; l’administrateur sait à qui il appartient.",
      en: "Check the name of the account; the administrator knows to whom it belongs."))

  /// No more people can be declared.
  public static let telephoneDelegatesFull = Diagnostic(
    "telephone.delegates-full", .error, exit: .dataError, http: 400,
    Bilingual(
      fr: "Ce compte a déjà {count} délégués.", en: "This account has {count} delegates already."),
    hint: Bilingual(
      fr: "Retirez ceux qui n’appellent plus.", en: "Withdraw those who do not call any more."))

  /// A renewal was asked for where the service starts none.
  public static let telephoneRenewalAbsent = Diagnostic(
    "telephone.renewal-absent", .error, exit: .unavailable, http: 404,
    Bilingual(
      fr: "Ce service ne renouvelle aucun mot de passe par téléphone.",
      en: "This service renews no password by telephone."),
    hint: Bilingual(
      fr: "Vérifiez sans renouvellement, ou faites-le configurer par l’administrateur.",
      en: "Check without a renewal, or have the administrator configure it."))

  /// A file that is no list of accounts and characters; nothing of it was taken.
  public static let telephoneImportRefused = Diagnostic(
    "telephone.import-refused", .error, exit: .dataError, http: 400,
    Bilingual(
      fr: "Rien n’est repris de {path} ; lignes refusées : {count} ({lines}).",
      en: "Nothing was taken from {path}; lines refused: {count} ({lines})."),
    hint: Bilingual(
      fr:
        "Une ligne par compte, une fois chacun : le nom, « ; », les cinq derniers caractères et rien d’autre.",
      en: "One line an account, each once: the name, “;”, the last five characters and nothing else."))

  static let telephoneFamily: [Diagnostic] = [
    .bankDetailsWhole, .bankCharactersMalformed, .telephoneCallerMalformed, .telephoneAttemptsExceeded,
    .telephoneFailureBurst, .telephoneNotOwner, .telephoneDelegatesFull, .telephoneRenewalAbsent,
    .telephoneImportRefused,
  ]
}
