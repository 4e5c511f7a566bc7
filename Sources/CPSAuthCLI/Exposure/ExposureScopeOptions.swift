internal import Foundation
internal import ArgumentParser
internal import CPSAuthSafeguards
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSProof

/// Whose acts an exposure report is about, and of which time.
struct ExposureScopeOptions: ParsableArguments {
  /// Some ten thousand accounts.
  private static let longestFile = 1 << 20

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Le premier moment, RFC 3339.", en: "The first moment, RFC 3339."), valueName: "time"))
  var from: MomentText

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Le moment à partir duquel les actes ne comptent plus, RFC 3339.",
        en: "The moment from which on acts do not count any more, RFC 3339."), valueName: "time"))
  var until: MomentText

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: """
          De qui : account:NOM, person:IDENTIFIANT, card:NUMÉRO, session:NOM, ou delegator:IDENTIFIANT pour ce que \
          son personnel a fait à sa place. Peut être répété.
          """,
        en: """
          Whose: account:NAME, person:IDENTIFIER, card:NUMBER, session:NAME, or delegator:IDENTIFIER for what their \
          staff did in their place. May be repeated.
          """),
      valueName: "actor"))
  var actor: [String] = []

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "De qui : un fichier avec un acteur par ligne.", en: "Whose: a file with one actor a line."),
      valueName: "file"))
  var actors: String?

  @Flag(help: ArgumentHelp(Speech.text(fr: "De tout le monde.", en: "Everybody’s.")))
  var everybody = false

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Seulement cette fonction. Peut être répété.", en: "Only this function. May be repeated."),
      valueName: "function"))
  var function: [String] = []

  /// The scope.
  ///
  /// - Throws: ``Diagnostic/exposureScopeInvalid``; ``Diagnostic/usage`` unless actors or `--everybody` is given;
  ///   ``Diagnostic/inputMissing``.
  func scope() throws(CPSError) -> ExposureScope {
    let named = try actor + listed()
    guard named.isEmpty == everybody else {
      throw CPSError(.usage, ["detail": "--actor | --actors | --everybody"])
    }
    var found: Set<ExposureActor> = []
    for text in named { found.insert(try ExposureActor(text)) }
    var functions: Set<FunctionName> = []
    for text in function {
      guard let name = FunctionName(rawValue: text) else {
        throw CPSError(.exposureScopeInvalid, reason: "--function \(text)")
      }
      functions.insert(name)
    }
    return try ExposureScope(
      from: from.moment, until: until.moment, actors: found.isEmpty ? nil : found,
      functions: functions.isEmpty ? nil : functions)
  }

  /// The actors of the file; a line that is empty, or begins with a number sign, names nobody.
  private func listed() throws(CPSError) -> [String] {
    guard let actors else { return [] }
    let bytes = try BoundedFile.bytes(at: actors, atMost: Self.longestFile + 1)
    guard bytes.count <= Self.longestFile, let text = String(validating: bytes, as: UTF8.self) else {
      throw CPSError(.inputMalformed, ["detail": actors], reason: "not UTF-8, or too long")
    }
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let named = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    guard !named.isEmpty else {
      throw CPSError(.inputMalformed, ["detail": actors], reason: "nobody is named")
    }
    return named
  }
}
