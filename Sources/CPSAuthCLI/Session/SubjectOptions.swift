internal import ArgumentParser
internal import CPSDiagnostics

/// Whom a function is about.
struct SubjectOptions: ParsableArguments {
  /// The longest subject, in bytes.
  private static let longestSubject = 1_024

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "La personne concernée ; « - » la lit sur l’entrée standard, hors de la vue d’autrui.",
        en: "The person it is about; “-” reads it from standard input, out of others' sight."),
      valueName: "-|subject"))
  var subject: String?

  /// The subject, from wherever it comes.
  ///
  /// - Throws: ``Diagnostic/subjectMalformed`` when standard input has no line.
  func text() throws(CPSError) -> String? {
    guard subject == "-" else { return subject }
    guard let line = InputLine.read(atMost: Self.longestSubject) else {
      throw CPSError(.subjectMalformed, reason: "no line on standard input")
    }
    return line
  }
}
