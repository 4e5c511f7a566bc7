internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

/// `cpsauth trust import PATH…`.
struct TrustImportCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: Speech.text(
        fr: "Prend des autorités et des listes de révocation, si elles sont celles qui sont attendues.",
        en: "Takes in authorities and revocation lists, if they are the expected ones."),
      discussion: Speech.text(
        fr: """
          DER, PEM, PKCS #7 (.p7b) ou lot signé. Dans un répertoire, ce qui est étranger est dit et n’est pas une \
          faute. Codes de fin : 0 ce qui devait entrer est en place ; 32 ou 65 quelque chose est refusé ou abîmé, le \
          reste est en place ; 65 rien n’est à prendre ; 75 une autre commande écrit.
          """,
        en: """
          DER, PEM, PKCS #7 (.p7b) or a signed bundle. What is foreign in a directory is told and no fault. Exit \
          statuses: 0 what was to come in is in place; 32 or 65 something is refused or damaged, the rest is in \
          place; 65 there is nothing to take; 75 another command is writing.
          """))
  }

  @Argument(
    help: ArgumentHelp(
      Speech.text(
        fr: "Des fichiers, ou des répertoires de fichiers.", en: "Files, or directories of files."),
      valueName: "path"))
  var paths: [String]

  @OptionGroup var signer: BundleSignerOptions
  @OptionGroup var trust: TrustOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    guard !paths.isEmpty else { throw CPSError(.usage, ["detail": "PATH"]) }
    let result = try trust.store().importItems(
      at: paths, bundlesBy: try signer.pinned(), at: SystemWallClock().now())
    try ImportReport(result).show(on: console)
    if let first = result.refused.first { throw first.error }
    guard !result.isEmpty else {
      throw CPSError(.nothingToImport, ["path": paths.joined(separator: ", ")])
    }
  }
}
