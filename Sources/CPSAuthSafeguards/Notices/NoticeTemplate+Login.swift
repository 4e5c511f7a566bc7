internal import CPSDiagnostics

/// What the holders of accounts and cards are told about their log-ins.
extension NoticeTemplate {
  /// One log-in, at once.
  public static let login = NoticeTemplate(
    "login",
    subject: Bilingual(
      fr: "Connexion à votre compte professionnel", en: "Log-in to your professional account"),
    body: Bilingual(
      fr: """
        Bonjour,

        Une connexion à {service} vient d’avoir lieu en votre nom.

          Titulaire : {holder}
          Quand : {moment}
          Par quel moyen : {means}
          Réseau : {network}
          Poste : {workstation}
          Remarque : {remark}

        C’était vous ? Il n’y a rien à faire.

        Ce n’était pas vous ? Prévenez tout de suite : {help}
        Demandez que vos sessions soient closes. Si vous utilisez un mot de passe, changez-le, ici et partout où vous \
        l’avez repris. Si votre carte n’est plus entre vos mains, faites opposition.

        Ce message ne demande jamais de mot de passe, de code ni de clic.
        """,
      en: """
        Hello,

        Somebody has just logged in to {service} in your name.

          Holder: {holder}
          When: {moment}
          By which means: {means}
          Network: {network}
          Workstation: {workstation}
          Remark: {remark}

        Was it you? There is nothing to do.

        It was not you? Tell us at once: {help}
        Ask that your sessions be ended. If you use a password, change it, here and wherever else you use it. If you \
        no longer have your card, have it blocked.

        This message never asks for a password, a code or a click.
        """),
    places: ["holder", "moment", "means", "network", "workstation", "remark"])

  /// The other log-ins of a day, together.
  public static let loginDigest = NoticeTemplate(
    "login-digest",
    subject: Bilingual(fr: "Vos connexions du jour", en: "Your log-ins of the day"),
    body: Bilingual(
      fr: """
        Bonjour,

        Connexions à {service} en votre nom, le {day} : {count}.

        {logins}

        Les connexions depuis un réseau ou un poste jamais vu vous sont signalées à part, au moment même.

        L’une d’elles n’était pas vous ? Prévenez tout de suite : {help}
        Demandez que vos sessions soient closes, et faites opposition sur une carte que vous n’avez plus.

        Ce message ne demande jamais de mot de passe, de code ni de clic.
        """,
      en: """
        Hello,

        Log-ins to {service} in your name on {day}: {count}.

        {logins}

        Log-ins from a network or a workstation never seen are told to you apart, at the moment itself.

        One of them was not you? Tell us at once: {help}
        Ask that your sessions be ended, and have a card blocked that you no longer have.

        This message never asks for a password, a code or a click.
        """),
    places: ["day", "count", "logins"])

  /// The address for notices was replaced; sent to the one before.
  public static let contactReplaced = NoticeTemplate(
    "contact-replaced",
    subject: Bilingual(
      fr: "Votre adresse pour les avis de connexion a changé",
      en: "Your address for notices of log-in has changed"),
    body: Bilingual(
      fr: """
        Bonjour,

        Les avis de connexion à {service} pour {holder} ne seront plus envoyés à cette adresse.

        Vous l’avez demandé ? Il n’y a rien à faire. Sinon, prévenez tout de suite : {help}
        """,
      en: """
        Hello,

        Notices of log-in to {service} for {holder} will no longer be sent to this address.

        You asked for it? There is nothing to do. Otherwise, tell us at once: {help}
        """),
    places: ["holder"])
}
