/// What the log-in with an account and the renewal of its password refuse.
extension Diagnostic {
  /// A wrong password, an account that does not exist, one without a password: nobody is told which.
  public static let accountRefused = Diagnostic(
    "accounts.refused", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "Le compte ou le mot de passe n’est pas le bon.", en: "Account or password is not right."),
    hint: Bilingual(
      fr: "Vérifiez les deux, ou connectez-vous avec votre carte.",
      en: "Check both, or log in with your card."))

  /// So many attempts that no more are looked at for a while.
  public static let accountAttemptsExceeded = Diagnostic(
    "accounts.too-many-attempts", .warning, exit: .quota, http: 429,
    Bilingual(
      fr: "Trop de tentatives avec ce compte, ou depuis ce réseau.",
      en: "Too many attempts with this account, or from this network."),
    hint: Bilingual(
      fr: "Réessayez dans {seconds} s, ou connectez-vous avec votre carte, qui n’attend pas.",
      en: "Try again in {seconds} s, or log in with your card, which does not wait."))

  /// More passwords wait to be verified than the service takes.
  public static let accountsBusy = Diagnostic(
    "accounts.busy", .warning, exit: .temporary, http: 503,
    Bilingual(
      fr: "Le service vérifie déjà trop de mots de passe.",
      en: "The service is verifying too many passwords already."),
    hint: Bilingual(
      fr: "Réessayez dans {seconds} s, ou connectez-vous avec votre carte.",
      en: "Try again in {seconds} s, or log in with your card."))

  /// The password is right, and opens nothing until another has taken its place.
  public static let accountRenewalRequired = Diagnostic(
    "accounts.renewal-required", .notice, exit: .denied, http: 403,
    Bilingual(
      fr: "Le mot de passe de ce compte doit être renouvelé.",
      en: "The password of this account must be renewed."),
    hint: Bilingual(
      fr: "Choisissez-en un autre, ou connectez-vous avec votre carte.",
      en: "Choose another one, or log in with your card."))

  /// The account was not used for so long that its password opens nothing.
  public static let accountBlocked = Diagnostic(
    "accounts.blocked", .notice, exit: .denied, http: 403,
    Bilingual(
      fr: "Ce compte est bloqué : il n’a pas servi depuis longtemps.",
      en: "This account is blocked: it was not used for a long time."),
    hint: Bilingual(
      fr: "Connectez-vous avec votre carte et débloquez-le.", en: "Log in with your card and unblock it."))

  /// A ticket or a code that opens no renewal: used, too old, of another workstation, or never given.
  public static let accountRenewalRefused = Diagnostic(
    "accounts.renewal-refused", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "Ce renouvellement n’est pas possible ou ne l’est plus.",
      en: "This renewal is not possible, or is not any more."),
    hint: Bilingual(
      fr: "Reprenez depuis le début, ou connectez-vous avec votre carte.",
      en: "Begin again, or log in with your card."))

  /// A new password that could be guessed, or that nobody could type.
  public static let passwordUnfit = Diagnostic(
    "accounts.password-unfit", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "Ce mot de passe ne convient pas : {detail}.", en: "This password will not do: {detail}."),
    hint: Bilingual(
      fr: "Prenez de 12 à 128 caractères variés, par exemple plusieurs mots.",
      en: "Take 12 to 128 varied characters, several words for example."))

  /// A new password that is one of the last ones.
  public static let passwordReused = Diagnostic(
    "accounts.password-reused", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "Ce mot de passe a déjà servi pour ce compte.",
      en: "This password was used for this account before."),
    hint: Bilingual(fr: "Choisissez-en un nouveau.", en: "Choose a new one."))

  /// An account that is not that of the professional whose card was shown, or none.
  public static let accountNotOwned = Diagnostic(
    "accounts.not-owned", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "Aucun compte de ce nom n’est inscrit au nom du titulaire de cette carte.",
      en: "No account of this name is registered for the holder of this card."),
    hint: Bilingual(
      fr: "Vérifiez le nom du compte, ou adressez-vous à l’assistance.",
      en: "Check the name of the account, or ask the help desk."))

  /// The PIN was typed too long ago for what changes an account.
  public static let accountCardTooOld = Diagnostic(
    "accounts.card-again", .notice, exit: .denied, http: 403,
    Bilingual(
      fr: "Le code porteur est demandé de nouveau pour modifier un compte.",
      en: "The PIN is asked for again before an account is changed."),
    hint: Bilingual(
      fr: "Connectez-vous de nouveau avec votre carte.", en: "Log in with your card again."))

  /// Nobody can be sent a code: no such account, no address, or nothing that sends.
  public static let accountUnreachable = Diagnostic(
    "accounts.unreachable", .error, exit: .dataError, http: 409,
    Bilingual(
      fr: "Aucun code ne peut être envoyé pour ce compte.", en: "No code can be sent for this account."),
    hint: Bilingual(
      fr: "Vérifiez le compte et son adresse ; sinon, il reste la carte.",
      en: "Check the account and its address; else there is the card."))

  /// A list of accounts that cannot be meant.
  public static let accountListInvalid = Diagnostic(
    "accounts.list-invalid", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "La liste de comptes ne peut pas être comprise : {detail}.",
      en: "The list of accounts cannot be meant: {detail}."),
    hint: Bilingual(
      fr: "Rien n’a été fait ; corrigez la liste et recommencez.",
      en: "Nothing was done; correct the list and try again."))

  static let accountFamily: [Diagnostic] = [
    .accountRefused, .accountAttemptsExceeded, .accountsBusy, .accountRenewalRequired, .accountBlocked,
    .accountRenewalRefused, .passwordUnfit, .passwordReused, .accountNotOwned, .accountCardTooOld,
    .accountUnreachable, .accountListInvalid,
  ]
}
