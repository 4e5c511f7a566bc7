internal import CPSCard
internal import CPSDiagnostics
internal import CPSProof

/// What is asked at the terminal.
enum PromptTexts {
  /// What counts as an express yes, in either language.
  static let affirmations: Set<String> = ["oui", "yes"]

  static let lastTry = Bilingual(
    fr: "Il ne reste qu’un seul essai (1) avant le blocage de la carte. Pour l’utiliser, écrivez « oui » :",
    en: "Only one try (1) is left before the card blocks. To use it, write “yes”:")

  /// The question for the PIN: which card, for what, how many digits, how many tries.
  static func entry(_ request: PINRequest, in language: Language) -> String {
    question.filled(in: language, with: values(of: request, in: language))
  }

  /// The same for a reader with a keypad, where the PIN is typed.
  static func pinPad(_ request: PINRequest, in language: Language) -> String {
    direction.filled(in: language, with: values(of: request, in: language))
  }

  private static func values(of request: PINRequest, in language: Language) -> [String: String] {
    [
      "serial": request.serial.digits,
      "reader": request.reader,
      "server": request.server,
      "confirmed": confirmed(request.function, in: language),
      "digits": digits(request.lengths),
      "tries": tries(request.triesLeft, in: language),
    ]
  }

  /// What follows the name of the service where a function is confirmed.
  private static func confirmed(_ function: FunctionName?, in language: Language) -> String {
    guard let function else { return "" }
    return Bilingual(fr: ", pour confirmer {function}", en: ", to confirm {function}").filled(
      in: language, with: ["function": function.rawValue])
  }

  private static let question = Bilingual(
    fr: """
      Carte {serial} dans « {reader} », pour {server}{confirmed}.
      Essais restants : {tries}.
      Code porteur ({digits} chiffres) :
      """,
    en: """
      Card {serial} in “{reader}”, for {server}{confirmed}.
      Tries left: {tries}.
      PIN ({digits} digits):
      """)

  private static let direction = Bilingual(
    fr: """
      Carte {serial} dans « {reader} », pour {server}{confirmed}.
      Essais restants : {tries}.
      Saisissez votre code porteur ({digits} chiffres) sur le lecteur, puis validez.
      """,
    en: """
      Card {serial} in “{reader}”, for {server}{confirmed}.
      Tries left: {tries}.
      Type your PIN ({digits} digits) on the reader, then confirm.
      """)

  static func digits(_ lengths: ClosedRange<Int>) -> String {
    lengths.count == 1 ? "\(lengths.lowerBound)" : "\(lengths.lowerBound)-\(lengths.upperBound)"
  }

  /// A number of tries in digits and words, so that neither a misread nor a misheard one misleads.
  static func tries(_ count: Int, in language: Language) -> String {
    let words: [Bilingual] = [
      Bilingual(fr: "aucun", en: "none"), Bilingual(fr: "un", en: "one"), Bilingual(fr: "deux", en: "two"),
      Bilingual(fr: "trois", en: "three"), Bilingual(fr: "quatre", en: "four"),
      Bilingual(fr: "cinq", en: "five"),
    ]
    return words.indices.contains(count) ? "\(count) (\(words[count][language]))" : "\(count)"
  }
}
