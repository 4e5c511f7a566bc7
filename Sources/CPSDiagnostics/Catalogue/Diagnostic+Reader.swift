extension Diagnostic {
  /// No PC/SC daemon answers; attack case HR-01.
  public static let readerServiceUnavailable = Diagnostic(
    "reader.service-unavailable", .error, exit: .noReader, http: 503,
    Bilingual(
      fr: "Le service de cartes à puce (pcscd) ne répond pas.",
      en: "The smart card service (pcscd) does not answer."),
    hint: Bilingual(
      fr: "Installez ou démarrez pcscd.",
      en: "Install or start pcscd."))

  /// No socket and no daemon on the disk; attack case HR-01.
  public static let readerServiceNotInstalled = Diagnostic(
    "reader.service-not-installed", .error, exit: .noReader, http: 503,
    Bilingual(
      fr: "Le service de cartes à puce (pcscd) n’est pas installé.",
      en: "The smart card service (pcscd) is not installed."),
    hint: Bilingual(
      fr: "Installez-le : apt install pcscd.",
      en: "Install it: apt install pcscd."))

  /// A socket behind which nobody answers; attack case HR-01.
  public static let readerServiceDead = Diagnostic(
    "reader.service-dead", .error, exit: .noReader, http: 503,
    Bilingual(
      fr: "Le service de cartes à puce (pcscd) s’est arrêté en laissant {socket}.",
      en: "The smart card service (pcscd) has stopped and left {socket} behind."),
    hint: Bilingual(
      fr: "Redémarrez-le : systemctl restart pcscd.socket pcscd.service.",
      en: "Restart it: systemctl restart pcscd.socket pcscd.service."))

  /// SCARD_W_SECURITY_VIOLATION; attack case HR-04.
  public static let readerServiceRefused = Diagnostic(
    "reader.service-refused", .error, exit: .noPermission, http: 403,
    Bilingual(
      fr: "Le système refuse l’accès aux lecteurs de cartes.",
      en: "The system refuses access to the card readers."),
    hint: Bilingual(
      fr: "Une règle polkit pour org.debian.pcsc-lite.access_pcsc et access_card est nécessaire.",
      en: "A polkit rule for org.debian.pcsc-lite.access_pcsc and access_card is needed."))

  /// Protocol versions of daemon and client library differ; attack case HR-03.
  public static let readerServiceVersion = Diagnostic(
    "reader.service-version", .error, exit: .noReader, http: 503,
    Bilingual(
      fr: "La version de pcscd ne convient pas à celle de sa bibliothèque ({library}).",
      en: "The version of pcscd does not match its library ({library})."),
    hint: Bilingual(
      fr: "Mettez à jour pcscd et libpcsclite ensemble.",
      en: "Update pcscd and libpcsclite together."))

  /// No reader is connected.
  public static let noReader = Diagnostic(
    "reader.none", .notice, exit: .noReader, http: 404,
    Bilingual(
      fr: "Aucun lecteur de cartes n’est branché.",
      en: "No card reader is connected."),
    hint: Bilingual(
      fr: "Branchez un lecteur, ou vérifiez-le avec « cpsauth readers ».",
      en: "Connect a reader, or check with “cpsauth readers”."))

  /// The named reader is not connected.
  public static let readerNotFound = Diagnostic(
    "reader.not-found", .notice, exit: .noReader, http: 404,
    Bilingual(
      fr: "Le lecteur « {reader} » n’est pas branché.",
      en: "The reader “{reader}” is not connected."),
    hint: Bilingual(
      fr: "« cpsauth readers » donne les noms des lecteurs présents.",
      en: "“cpsauth readers” names the readers that are present."))

  /// More than one reader holds a card and none was named.
  public static let readerAmbiguous = Diagnostic(
    "reader.ambiguous", .notice, exit: .noReader, http: 409,
    Bilingual(
      fr: "Plusieurs lecteurs contiennent une carte.",
      en: "Several readers hold a card."),
    hint: Bilingual(
      fr: "Choisissez la carte avec --card, ou le lecteur avec --reader.",
      en: "Choose the card with --card, or the reader with --reader."))

  /// A PC/SC call failed in a way that has no row of its own.
  public static let readerFault = Diagnostic(
    "reader.fault", .error, exit: .cardFault, http: 502,
    Bilingual(
      fr: "Le lecteur ne répond pas correctement.",
      en: "The reader does not answer properly."),
    hint: Bilingual(
      fr: "Débranchez et rebranchez le lecteur.",
      en: "Unplug the reader and plug it in again."))

  /// No card is present.
  public static let noCard = Diagnostic(
    "card.none", .notice, exit: .noCard, http: 404,
    Bilingual(
      fr: "Aucune carte n’est dans le lecteur.",
      en: "No card is in the reader."),
    hint: Bilingual(
      fr: "Insérez votre carte CPS, puce vers le lecteur.",
      en: "Insert your CPS card, chip towards the reader."))

  /// The card that was named by its serial is in none of the readers; attack case HR-18.
  public static let cardNotFound = Diagnostic(
    "card.not-found", .notice, exit: .noCard, http: 404,
    Bilingual(
      fr: "La carte {serial} n’est dans aucun lecteur.",
      en: "Card {serial} is in none of the readers."),
    hint: Bilingual(
      fr: "Insérez cette carte ; son numéro y est imprimé.",
      en: "Insert that card; its number is printed on it."))

  /// Sharing violation or a transaction held elsewhere; attack case HR-08.
  public static let cardBusy = Diagnostic(
    "card.busy", .notice, exit: .cardBusy, http: 409,
    Bilingual(
      fr: "La carte est utilisée par un autre logiciel.",
      en: "The card is in use by another program."),
    hint: Bilingual(
      fr: "Attendez, ou fermez cet autre logiciel ; « cpsauth doctor » le nomme.",
      en: "Wait, or close that program; “cpsauth doctor” names it."))

  /// The card is mute or unpowered.
  public static let cardUnresponsive = Diagnostic(
    "card.unresponsive", .error, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte ne répond pas.",
      en: "The card does not answer."),
    hint: Bilingual(
      fr: "Retirez la carte, essuyez la puce, insérez-la dans le bon sens.",
      en: "Take the card out, wipe the chip, insert it the right way round."))

  /// The card left the reader.
  public static let cardRemoved = Diagnostic(
    "card.removed", .notice, exit: .cardFault, http: 409,
    Bilingual(
      fr: "La carte a été retirée pendant l’opération.",
      en: "The card was removed during the operation."),
    hint: Bilingual(
      fr: "Laissez la carte en place jusqu’à la fin.",
      en: "Leave the card in place until the end."))

  /// SCARD_W_RESET_CARD inside our transaction; attack case CC-02.
  public static let cardReset = Diagnostic(
    "card.reset", .warning, exit: .cardFault, http: 409,
    Bilingual(
      fr: "Un autre logiciel a réinitialisé la carte.",
      en: "Another program reset the card."),
    hint: Bilingual(
      fr: "Recommencez ; le code porteur devra être saisi de nouveau.",
      en: "Start again; the PIN will have to be typed again."))

  static let readerFamily: [Diagnostic] = [
    .readerServiceUnavailable, .readerServiceNotInstalled, .readerServiceDead, .readerServiceRefused,
    .readerServiceVersion, .noReader, .readerNotFound, .readerAmbiguous, .readerFault, .noCard,
    .cardNotFound, .cardBusy, .cardUnresponsive, .cardRemoved, .cardReset,
  ]
}
