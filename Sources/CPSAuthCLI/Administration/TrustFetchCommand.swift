internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTransport
internal import CPSTrust

/// `cpsauth trust fetch`.
struct TrustFetchCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "fetch",
      abstract: Speech.text(
        fr: "Télécharge les autorités admises et leurs listes, de l’adresse officielle ou d’un miroir.",
        en: "Downloads the admitted authorities and their lists, from the official address or a mirror."),
      discussion: Speech.text(
        fr: """
          En clair, comme l’IGC-Santé publie : seules comptent les empreintes et les signatures. Ce qui ne vient pas \
          n’empêche pas le reste. Codes de fin : 0 tout est en place ; 69 quelque chose n’est pas venu ; 32 ou 65 \
          quelque chose est refusé ; 75 une autre commande écrit.
          """,
        en: """
          In clear, as IGC-Santé publishes: only pins and signatures count. What does not come keeps nothing else \
          out. Exit statuses: 0 all is in place; 69 something did not come; 32 or 65 something is refused; 75 another \
          command is writing.
          """))
  }

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Un miroir qui porte les mêmes chemins ; sinon CPSAUTH_TRUST_MIRROR ou la configuration.",
        en: "A mirror with the same paths; else CPSAUTH_TRUST_MIRROR or the configuration."),
      valueName: "url"))
  var from: String?

  @OptionGroup var trust: TrustOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let store = try trust.store()
    let settings = try WorkstationSettings()
    let mirror = from ?? settings.trustMirror
    guard mirror != nil || store.pins.environment != .synthetic else {
      throw CPSError(.usage, ["detail": "--from"], reason: "a synthetic tree is published nowhere")
    }
    let fetcher = try TrustFetcher(into: store, over: HTTPPublicationTransport(), mirror: mirror)
    let fetch = try await fetcher.fetch(by: SystemWallClock())
    try ImportReport(fetch.intake).show(on: console)
    for (address, error) in fetch.unavailable {
      try console.show(UnavailableLine(unavailable: address, code: error.diagnostic.code), or: [])
      console.tell(error.diagnostic.message, error.values)
    }
    if let first = fetch.intake.refused.first { throw first.error }
    if let first = fetch.unavailable.first { throw first.error }
  }
}

/// A file that did not come.
private struct UnavailableLine: Encodable {
  let unavailable: String
  let code: String
}
