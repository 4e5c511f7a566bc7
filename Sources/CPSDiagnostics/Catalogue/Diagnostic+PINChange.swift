/// A PIN that is replaced, and the unblocking code (PUK) that allows it when the PIN is blocked.
extension Diagnostic {
  /// A new PIN that the card's own directory excludes is never sent.
  public static let pinNewMalformed = Diagnostic(
    "pin.new-malformed", .notice, exit: .pinWrong, http: 422,
    Bilingual(
      fr: "Le nouveau code porteur ne contient pas {length} chiffres.",
      en: "The new PIN does not have {length} digits."),
    hint: Bilingual(
      fr: "Rien n’a été envoyé à la carte ; choisissez un autre code.",
      en: "Nothing was sent to the card; choose another PIN."))

  /// The new PIN was typed differently the second time.
  public static let pinNewDiffers = Diagnostic(
    "pin.new-differs", .notice, exit: .pinWrong, http: 422,
    Bilingual(
      fr: "Les deux saisies du nouveau code porteur diffèrent.",
      en: "The two entries of the new PIN differ."),
    hint: Bilingual(
      fr: "Rien n’a été envoyé à la carte ; recommencez la saisie.",
      en: "Nothing was sent to the card; type it again."))

  /// The new PIN is the old one.
  public static let pinSame = Diagnostic(
    "pin.same", .notice, exit: .pinWrong, http: 422,
    Bilingual(
      fr: "Le nouveau code porteur est le même que l’ancien.",
      en: "The new PIN is the same as the old one."),
    hint: Bilingual(
      fr: "Rien n’a été envoyé à la carte ; choisissez un autre code.",
      en: "Nothing was sent to the card; choose another PIN."))

  /// Refused after the old PIN was found right, or before it was compared.
  public static let pinNotChanged = Diagnostic(
    "pin.not-changed", .error, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte a refusé le nouveau code porteur (état {status}) ; l’ancien reste valable.",
      en: "The card refused the new PIN (status {status}); the old one still holds."),
    hint: Bilingual(
      fr: "Choisissez un autre code ; si cela persiste, faites contrôler la carte.",
      en: "Choose another PIN; if it persists, have the card checked."))

  /// Mute, pulled or no verdict while the PIN was replaced.
  public static let pinChangeUnknown = Diagnostic(
    "pin.change-unknown", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte n’a pas dit si le code porteur est remplacé : l’ancien ou le nouveau est valable.",
      en: "The card did not say whether the PIN was replaced: the old one or the new one holds."),
    hint: Bilingual(
      fr: "Consultez « cpsauth card pin status », puis essayez le nouveau code une seule fois.",
      en: "See “cpsauth card pin status”, then try the new PIN once."))

  /// 63Cx for the unblocking code.
  public static let pukWrong = Diagnostic(
    "puk.wrong", .warning, exit: .pinWrong, http: 422,
    Bilingual(
      fr: "Code de déblocage incorrect. Essais restants : {left}.",
      en: "Wrong unblocking code (PUK). Tries left: {left}."),
    hint: Bilingual(
      fr: "Vérifiez-le sur le courrier reçu avec la carte ; bloqué, il ne se débloque plus.",
      en: "Check it on the letter that came with the card; once blocked, it stays blocked."))

  /// No try or no use of the unblocking code is left.
  public static let pukBlocked = Diagnostic(
    "puk.blocked", .warning, exit: .pinBlocked, http: 422,
    Bilingual(
      fr: "Le code de déblocage est bloqué définitivement.",
      en: "The unblocking code (PUK) is blocked for good."),
    hint: Bilingual(
      fr: "Demandez une nouvelle carte à l’organisme émetteur.",
      en: "Ask the issuer for a new card."))

  /// The last try, or the last use, of the unblocking code needs an explicit yes.
  public static let pukLastTry = Diagnostic(
    "puk.last-try", .warning, exit: .pinWrong, http: 422,
    Bilingual(
      fr: "Il ne reste qu’un essai ou un emploi du code de déblocage ; ensuite la carte est perdue.",
      en: "One try or one use of the unblocking code is left; after it the card is lost."),
    hint: Bilingual(
      fr: "Lancez la commande dans un terminal et confirmez expressément que vous voulez l’utiliser.",
      en: "Run the command in a terminal and say expressly that you want to use it."))

  /// An unblocking code that the card's own directory excludes is never sent.
  public static let pukMalformed = Diagnostic(
    "puk.malformed", .notice, exit: .pinWrong, http: 422,
    Bilingual(
      fr: "Le code de déblocage ne contient pas {length} chiffres.",
      en: "The unblocking code (PUK) does not have {length} digits."),
    hint: Bilingual(
      fr: "Rien n’a été envoyé à la carte ; recommencez la saisie.",
      en: "Nothing was sent to the card; type it again."))

  /// Mute, pulled or no verdict while the unblocking code was presented.
  public static let pukStateUnknown = Diagnostic(
    "puk.state-unknown", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte n’a pas dit si le code de déblocage était juste ; un essai est peut-être perdu.",
      en: "The card did not say whether the unblocking code was right; a try may be lost."),
    hint: Bilingual(
      fr: "Consultez « cpsauth card pin status » avant de recommencer.",
      en: "See “cpsauth card pin status” before you try again."))

  /// The unblocking code was right, and the card refused what follows it.
  public static let pinNotUnblocked = Diagnostic(
    "pin.not-unblocked", .error, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte a refusé le déblocage (état {status}) ; le code porteur est comme avant.",
      en: "The card refused to unblock (status {status}); the PIN is as it was."),
    hint: Bilingual(
      fr: "Choisissez un autre code ; si cela persiste, adressez-vous à l’organisme émetteur.",
      en: "Choose another PIN; if it persists, ask the issuer."))

  /// No verdict on RESET RETRY COUNTER that brings the new PIN along (CPS3).
  public static let pinUnblockUnknown = Diagnostic(
    "pin.unblock-unknown", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte n’a pas dit si le code porteur est débloqué ; s’il l’est, le nouveau code est valable.",
      en: "The card did not say whether the PIN is unblocked; if it is, the new PIN holds."),
    hint: Bilingual(
      fr: "Consultez « cpsauth card pin status » avant de recommencer.",
      en: "See “cpsauth card pin status” before you try again."))

  /// No verdict on RESET RETRY COUNTER that gives back the tries alone (CPS4).
  public static let pinUnblockBegun = Diagnostic(
    "pin.unblock-begun", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte n’a pas dit si les essais sont rendus ; l’ancien code porteur n’est pas remplacé.",
      en: "The card did not say whether the tries are given back; the old PIN is not replaced."),
    hint: Bilingual(
      fr: "Consultez « cpsauth card pin status » avant de recommencer.",
      en: "See “cpsauth card pin status” before you try again."))

  /// The tries were given back, and the new PIN was refused (CPS4).
  public static let pinUnblockedOnly = Diagnostic(
    "pin.unblocked-only", .error, exit: .cardFault, http: 502,
    Bilingual(
      fr: "Le code porteur est débloqué, mais la carte a refusé le nouveau (état {status}) : l’ancien reste "
        + "valable.",
      en: "The PIN is unblocked, but the card refused the new one (status {status}): the old one still holds."
    ),
    hint: Bilingual(
      fr: "Si vous ne connaissez plus l’ancien code, recommencez le déblocage avec un autre code.",
      en: "If you no longer know the old PIN, unblock again with another new one."))

  /// The tries were given back, and no verdict came on the new PIN (CPS4).
  public static let pinUnblockedUnknown = Diagnostic(
    "pin.unblocked-unknown", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr: "Le code porteur est débloqué ; la carte n’a pas dit s’il est l’ancien ou le nouveau.",
      en: "The PIN is unblocked; the card did not say whether it is the old one or the new one."),
    hint: Bilingual(
      fr: "Essayez le nouveau code une seule fois ; s’il est faux, recommencez le déblocage.",
      en: "Try the new PIN once; if it is wrong, unblock again."))

  static let pinChangeFamily: [Diagnostic] = [
    .pinNewMalformed, .pinNewDiffers, .pinSame, .pinNotChanged, .pinChangeUnknown, .pukWrong, .pukBlocked,
    .pukLastTry, .pukMalformed, .pukStateUnknown, .pinNotUnblocked, .pinUnblockUnknown, .pinUnblockBegun,
    .pinUnblockedOnly, .pinUnblockedUnknown,
  ]
}
