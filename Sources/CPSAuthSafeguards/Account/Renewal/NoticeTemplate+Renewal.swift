internal import CPSDiagnostics

extension NoticeTemplate {
  /// The code by which the owner of an account chooses a password; the code itself is filled in when it leaves.
  public static let renewalCode = NoticeTemplate(
    "renewal-code",
    subject: Bilingual(
      fr: "Code pour choisir un mot de passe", en: "Code for choosing a password"),
    body: Bilingual(
      fr: """
        Bonjour,

        Un code a été demandé pour choisir le mot de passe d’un compte de {service}.

          Compte : {account}
          Code : {code}
          Valable jusqu’à : {until}

        Le code ne sert qu’une fois. Ne le donnez à personne : l’assistance ne le demande jamais.

        Vous n’avez rien demandé ? Le mot de passe n’a pas changé. Prévenez tout de suite : {help}
        """,
      en: """
        Hello,

        A code was asked for, to choose the password of an account of {service}.

          Account: {account}
          Code: {code}
          Good until: {until}

        The code works once. Give it to nobody: the help desk never asks for it.

        You asked for nothing? The password has not changed. Tell us at once: {help}
        """),
    places: ["account", "until", "name"], placesAtDelivery: ["code"])

  /// The account has another address; told to the one before.
  public static let accountAddressReplaced = NoticeTemplate(
    "account-address-replaced",
    subject: Bilingual(
      fr: "L’adresse de votre compte a changé", en: "The address of your account has changed"),
    body: Bilingual(
      fr: """
        Bonjour,

        Les codes pour le mot de passe d’un compte de {service} ne seront plus envoyés à cette adresse.

          Compte : {account}

        Vous l’avez demandé ? Il n’y a rien à faire. Sinon, prévenez tout de suite : {help}
        """,
      en: """
        Hello,

        Codes for the password of an account of {service} will no longer be sent to this address.

          Account: {account}

        You asked for it? There is nothing to do. Otherwise, tell us at once: {help}
        """),
    places: ["account"])

  /// The account has another password.
  public static let passwordRenewed = NoticeTemplate(
    "password-renewed",
    subject: Bilingual(fr: "Un mot de passe a été choisi", en: "A password was chosen"),
    body: Bilingual(
      fr: """
        Bonjour,

        Un nouveau mot de passe a été choisi pour un compte de {service}. Ses sessions sont closes.

          Compte : {account}
          Quand : {moment}

        C’était vous ? Il n’y a rien à faire.

        Ce n’était pas vous ? Prévenez tout de suite : {help}

        Ce message ne demande jamais de mot de passe, de code ni de clic.
        """,
      en: """
        Hello,

        A new password was chosen for an account of {service}. Its sessions have ended.

          Account: {account}
          When: {moment}

        Was it you? There is nothing to do.

        It was not you? Tell us at once: {help}

        This message never asks for a password, a code or a click.
        """),
    places: ["account", "moment"])
}
