internal import CPSCard
internal import CPSDiagnostics

/// What is asked at the terminal when a PIN is changed or unblocked.
enum CodeTexts {
  /// The question before the last try of a code.
  static func lastTry(_ question: CodeRequest.Question) -> Bilingual {
    guard case .unblockingCode = question else { return PromptTexts.lastTry }
    return Bilingual(
      fr: """
        Il ne reste qu’un seul essai (1) du code de déblocage ; ensuite la carte est perdue. Pour l’utiliser, \
        écrivez « oui » :
        """,
      en: """
        Only one try (1) of the unblocking code is left; after that the card is lost. To use it, write “yes”:
        """)
  }

  /// The question for a code: which one, of which card, how many digits, how many tries.
  static func entry(_ request: CodeRequest, in language: Language) -> String {
    let values = [
      "serial": request.serial.digits, "reader": request.reader,
      "digits": PromptTexts.digits(request.lengths),
      "tries": request.triesLeft.map { PromptTexts.tries($0, in: language) } ?? "",
    ]
    let head = request.triesLeft == nil ? "" : place.filled(in: language, with: values) + "\n"
    return head + name(of: request.question).filled(in: language, with: values)
  }

  private static let place = Bilingual(
    fr: """
      Carte {serial} dans « {reader} ».
      Essais restants : {tries}.
      """,
    en: """
      Card {serial} in “{reader}”.
      Tries left: {tries}.
      """)

  private static func name(of question: CodeRequest.Question) -> Bilingual {
    switch question {
    case .currentPIN:
      Bilingual(fr: "Code porteur actuel ({digits} chiffres) :", en: "Current PIN ({digits} digits):")
    case .unblockingCode:
      Bilingual(fr: "Code de déblocage ({digits} chiffres) :", en: "Unblocking code ({digits} digits):")
    case .newPIN:
      Bilingual(fr: "Nouveau code porteur ({digits} chiffres) :", en: "New PIN ({digits} digits):")
    case .newPINAgain: Bilingual(fr: "Le même, encore une fois :", en: "The same once more:")
    }
  }
}
