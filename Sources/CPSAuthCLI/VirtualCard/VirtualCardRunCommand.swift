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
    let storage = VirtualCardImageFile(path: file)
    let clock = try storage.load().wireClock()
    let exchangeLog = try log.map { (path) throws(CPSError) in try ExchangeLog(path: path) }
    let recorder = ExchangeRecorder(keepingLines: false, clock: clock) { line in exchangeLog?.write(line) }
    let card = try VirtualCard(stored: storage, recorder: recorder)
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
    tell(recorder, on: console, and: exchangeLog)
  }

  /// How much was exchanged, and how long that would take with a real card.
  private func tell(_ recorder: ExchangeRecorder, on console: Console, and log: ExchangeLog?) {
    let bytes = recorder.bytesToCard + recorder.bytesFromCard
    var values = ["commands": "\(recorder.commands)", "bytes": "\(bytes)"]
    guard let time = recorder.wireTime else {
      let text = Bilingual(
        fr: "{commands} commandes, {bytes} octets.", en: "{commands} commands, {bytes} bytes.")
      console.tell(text, values)
      log?.write("# " + text.filled(in: .english, with: values))
      return
    }
    values["total"] = SecondsText.text(time.total)
    values["wire"] = SecondsText.text(time.transmission)
    let text = Bilingual(
      fr:
        "{commands} commandes, {bytes} octets : {total} s avec une vraie carte, dont {wire} s de transmission (modèle).",
      en:
        "{commands} commands, {bytes} bytes: {total} s with a real card, {wire} s of them on the wire (a model)."
    )
    console.tell(text, values)
    log?.write("# " + text.filled(in: .english, with: values))
  }
}
