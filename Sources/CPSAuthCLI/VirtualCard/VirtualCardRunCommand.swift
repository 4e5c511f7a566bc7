internal import ArgumentParser
internal import CPSDiagnostics
internal import Dispatch
internal import Glibc
internal import VirtualCPS

/// `cpsauth virtual-card run FILE`.
struct VirtualCardRunCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: Speech.text(
        fr: "Met une carte fictive dans un lecteur virtuel (vpcd) jusqu’à Ctrl-C.",
        en: "Puts a fictitious card into a virtual reader (vpcd) until Ctrl-C."))
  }

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Où le lecteur virtuel attend ; sinon 127.0.0.1:35963.",
        en: "Where the virtual reader listens; else 127.0.0.1:35963."), valueName: "host:port"))
  var vpcd: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Journal : « > hex » par commande, « < hex » par réponse, sans code porteur.",
        en: "Log: “> hex” a command, “< hex” an answer, without any PIN."), valueName: "file"))
  var log: String?

  @Argument(
    help: ArgumentHelp(
      Speech.text(fr: "La carte ; ses compteurs y sont tenus.", en: "The card; its counters are kept in it."),
      valueName: "file"))
  var file: String

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let address: VirtualReaderAddress = if let vpcd { try VirtualReaderAddress(vpcd) } else { .standard }
    let exchangeLog = try log.map { (path) throws(CPSError) in try ExchangeLog(path: path) }
    let recorder = exchangeLog.map { log in
      ExchangeRecorder(keepingLines: false) { line in log.write(line) }
    }
    let card = try VirtualCard(stored: VirtualCardImageFile(path: file), recorder: recorder)
    let link = VirtualReaderLink(card, to: address)
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { Task { await link.stop() } }
      source.resume()
      return source
    }
    defer { sources.forEach { $0.cancel() } }
    console.tell(
      Bilingual(
        fr: "Carte présentée au lecteur virtuel {place} ; Ctrl-C la retire.",
        en: "Card offered to the virtual reader {place}; Ctrl-C takes it out."),
      ["place": address.description])
    try await link.waitForEnd()
  }
}
