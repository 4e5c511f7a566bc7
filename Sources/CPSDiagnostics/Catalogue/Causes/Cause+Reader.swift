/// Why no reader is seen, or its card cannot be had.
extension Cause {
  /// No device on the USB that could be a reader.
  public static let nothingPlugged = Cause(
    "reader.nothing-plugged",
    Bilingual(
      fr: "Aucun lecteur n’est visible sur le bus USB.",
      en: "No reader is visible on the USB."),
    remedy: Bilingual(
      fr: "Branchez un lecteur USB conforme à CCID, sur une autre prise si celle-ci ne répond pas.",
      en: "Plug in a USB reader that complies with CCID, at another port if this one does not answer."))

  /// A SESAM-Vitale terminal that is no CCID device; attack case HR-19.
  public static let readerNotCCID = Cause(
    "reader.not-ccid",
    Bilingual(
      fr:
        "« {name} » (USB {device}) est un lecteur SESAM-Vitale sans mode CCID : pcscd ne peut pas s’en servir.",
      en: "“{name}” (USB {device}) is a SESAM-Vitale terminal without CCID: pcscd cannot use it."),
    remedy: Bilingual(
      fr: "Activez son mode PC/SC s’il en a un, ou branchez un lecteur CCID.",
      en: "Switch it to its PC/SC mode if it has one, or plug in a CCID reader."))

  /// The library of CCID readers is not installed.
  public static let driverMissing = Cause(
    "reader.driver-missing",
    Bilingual(
      fr: "« {name} » (USB {device}) est un lecteur CCID, mais aucun pilote n’est dans {drivers}.",
      en: "“{name}” (USB {device}) is a CCID reader, but no driver is in {drivers}."),
    remedy: Bilingual(
      fr: "En administrateur : apt install libccid, puis systemctl restart pcscd.service.",
      en: "As administrator: apt install libccid, then systemctl restart pcscd.service."))

  /// A CCID device that the installed drivers do not list.
  public static let readerUnknownToDriver = Cause(
    "reader.unknown-to-driver",
    Bilingual(
      fr: "« {name} » (USB {device}) est un lecteur CCID que les pilotes installés ne connaissent pas.",
      en: "“{name}” (USB {device}) is a CCID reader that the installed drivers do not list."),
    remedy: Bilingual(
      fr: "Installez une version plus récente de libccid, ou le pilote du fabricant.",
      en: "Install a later version of libccid, or the manufacturer's driver."))

  /// A listed reader that pcscd does not show.
  public static let readerNotTaken = Cause(
    "reader.not-taken",
    Bilingual(
      fr: "« {name} » (USB {device}) est connu des pilotes, mais pcscd ne le montre pas.",
      en: "“{name}” (USB {device}) is known to the drivers, but pcscd does not show it."),
    remedy: Bilingual(
      fr: "Débranchez et rebranchez-le, puis systemctl restart pcscd.service.",
      en: "Unplug it and plug it in again, then systemctl restart pcscd.service."))

  /// A program speaks to the USB device past pcscd; attack case HR-08.
  public static let readerTaken = Cause(
    "reader.taken",
    Bilingual(
      fr: "« {name} » (USB {device}) est tenu par un autre logiciel : {holders}.",
      en: "“{name}” (USB {device}) is held by another program: {holders}."),
    remedy: Bilingual(
      fr: "Fermez ce logiciel ; pour scdaemon, écrivez disable-ccid dans ~/.gnupg/scdaemon.conf.",
      en: "Close that program; for scdaemon, write disable-ccid into ~/.gnupg/scdaemon.conf."))

  /// Programs of which one holds the card; attack case HR-08.
  public static let cardHeld = Cause(
    "card.held",
    Bilingual(
      fr: "Logiciels qui utilisent les lecteurs en ce moment : {holders}.",
      en: "Programs that use the readers now: {holders}."),
    remedy: Bilingual(
      fr: "Fermez celui qui tient la carte, ou attendez la fin de son opération.",
      en: "Close the one that holds the card, or wait until its operation ends."))

  /// The holder is another user's, or hidden; attack case HR-08.
  public static let cardHeldUnseen = Cause(
    "card.held-unseen",
    Bilingual(
      fr: "Le logiciel qui la tient n’est pas visible pour cet utilisateur.",
      en: "The program that holds it is not visible to this user."),
    remedy: Bilingual(
      fr: "Relancez cpsauth doctor en administrateur pour le nommer.",
      en: "Run cpsauth doctor as administrator to have it named."))

  /// Nobody is seen who could have presented the PIN; attack case HC-25.
  public static let stateKept = Cause(
    "card.state-kept",
    Bilingual(
      fr:
        "Aucun autre logiciel visible n’utilise les lecteurs : l’état vient d’un logiciel terminé, ou survit.",
      en: "No other visible program uses the readers: the state is of one that has ended, or survives."),
    remedy: Bilingual(
      fr: "Retirez la carte et remettez-la ; si cela revient, changez de lecteur, puis de carte.",
      en: "Take the card out and insert it again; if it comes back, change the reader, then the card."))

  static let readerCauses: [Cause] = [
    .nothingPlugged, .readerNotCCID, .driverMissing, .readerUnknownToDriver, .readerNotTaken, .readerTaken,
    .cardHeld, .cardHeldUnseen, .stateKept,
  ]
}
