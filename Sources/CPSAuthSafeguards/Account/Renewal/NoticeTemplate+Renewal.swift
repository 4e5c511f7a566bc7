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
}
