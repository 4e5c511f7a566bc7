extension Diagnostic {
  /// 63Cx after VERIFY.
  public static let pinWrong = Diagnostic(
    "pin.wrong", .warning, exit: .pinWrong, http: 422,
    Bilingual(
      fr: "Code porteur incorrect. Essais restants : {left}.",
      en: "Wrong PIN. Tries left: {left}."),
    hint: Bilingual(
      fr: "Vérifiez votre code avant de recommencer ; après trois erreurs la carte se bloque.",
      en: "Check your PIN before you try again; the card blocks after three errors."))

  /// 63C0, 6983 or 6984; attack case HC-22.
  public static let pinBlocked = Diagnostic(
    "pin.blocked", .warning, exit: .pinBlocked, http: 422,
    Bilingual(
      fr: "Le code porteur est bloqué.",
      en: "The PIN is blocked."),
    hint: Bilingual(
      fr: "Débloquez-le avec votre code de déblocage, ou adressez-vous à l’organisme émetteur.",
      en: "Unblock it with your unblocking code, or ask the issuer."))

  /// The last try needs an explicit yes.
  public static let pinLastTry = Diagnostic(
    "pin.last-try", .warning, exit: .pinWrong, http: 422,
    Bilingual(
      fr: "Il ne reste qu’un essai avant le blocage de la carte.",
      en: "One try is left before the card blocks."),
    hint: Bilingual(
      fr: "Confirmez expressément dans un terminal que vous voulez l’utiliser, ou ajoutez --last-try.",
      en: "Say expressly in a terminal that you want to use it, or add --last-try."))

  /// A PIN that the card's own directory excludes is never sent.
  public static let pinMalformed = Diagnostic(
    "pin.malformed", .notice, exit: .pinWrong, http: 422,
    Bilingual(
      fr: "Le code porteur ne contient pas {length} chiffres.",
      en: "The PIN does not have {length} digits."),
    hint: Bilingual(
      fr: "Rien n’a été envoyé à la carte ; recommencez la saisie.",
      en: "Nothing was sent to the card; type it again."))

  /// Mute, pulled or 6300 during VERIFY: possibly spent; attack cases HC-21, HC-33.
  public static let pinStateUnknown = Diagnostic(
    "pin.state-unknown", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte n’a pas dit si le code était juste ; un essai est peut-être perdu.",
      en: "The card did not say whether the PIN was right; a try may be lost."),
    hint: Bilingual(
      fr: "Consultez « cpsauth card pin status » avant de recommencer.",
      en: "See “cpsauth card pin status” before you try again."))

  /// A reset did not close the PIN; attack case HC-25.
  public static let pinLeftOpen = Diagnostic(
    "pin.left-open", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr:
        "Le code porteur reste ouvert après une remise à zéro de la carte : un autre logiciel peut l’utiliser.",
      en: "The PIN stays open after a reset of the card: another program can use it."),
    hint: Bilingual(
      fr: "Retirez la carte après chaque usage ; changez de lecteur.",
      en: "Take the card out after each use; change the reader."))

  /// Attack case HC-23.
  public static let pinCounterAnomaly = Diagnostic(
    "pin.counter-anomaly", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr: "Le compteur d’essais de la carte a baissé de plus d’un.",
      en: "The card's try counter fell by more than one."),
    hint: Bilingual(
      fr: "N’utilisez plus ce lecteur ; faites contrôler la carte et le lecteur.",
      en: "Stop using this reader; have card and reader checked."))

  /// A keypad that reports what the card's counter does not bear out, or nothing; attack case HR-13.
  public static let pinPadUnusable = Diagnostic(
    "pin.pad-unusable", .warning, exit: .cardFault, http: 502,
    Bilingual(
      fr: "Le clavier du lecteur n’a pas permis de présenter le code ; aucun essai n’est perdu.",
      en: "The reader's keypad could not present the PIN; no try is lost."),
    hint: Bilingual(
      fr: "Recommencez avec --keyboard pour saisir le code au clavier de l’ordinateur.",
      en: "Start again with --keyboard to type the PIN on the computer's keyboard."))

  /// No terminal and no --pin-fd.
  public static let pinEntryUnavailable = Diagnostic(
    "pin.entry-unavailable", .notice, exit: .usage, http: 400,
    Bilingual(
      fr: "Le code porteur ne peut pas être saisi ici : aucun terminal.",
      en: "The PIN cannot be typed here: there is no terminal."),
    hint: Bilingual(
      fr: "Lancez la commande dans un terminal, ou donnez --pin-fd.",
      en: "Run the command in a terminal, or give --pin-fd."))

  /// What --pin-fd names is not open for reading, or is a terminal.
  public static let pinDescriptorUnusable = Diagnostic(
    "pin.descriptor-unusable", .notice, exit: .usage, http: 400,
    Bilingual(
      fr: "Le descripteur {number} de --pin-fd ne peut pas être lu.",
      en: "The descriptor {number} of --pin-fd cannot be read."),
    hint: Bilingual(
      fr: "Donnez un descripteur ouvert sur un tube ou un fichier, jamais un terminal.",
      en: "Give a descriptor that is open on a pipe or a file, never a terminal."))

  static let pinFamily: [Diagnostic] = [
    .pinWrong, .pinBlocked, .pinLastTry, .pinMalformed, .pinStateUnknown, .pinLeftOpen, .pinCounterAnomaly,
    .pinPadUnusable, .pinEntryUnavailable, .pinDescriptorUnusable,
  ]
}
