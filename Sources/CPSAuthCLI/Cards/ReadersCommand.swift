internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSWorkstation
internal import CardReaders

/// `cpsauth readers [--watch]`.
struct ReadersCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "readers",
      abstract: Speech.text(
        fr: "Donne les lecteurs et ce qu’ils contiennent.", en: "Names the readers and what they hold."))
  }

  @Flag(
    help: ArgumentHelp(
      Speech.text(fr: "Suit les changements jusqu’à Ctrl-C.", en: "Follows changes until Ctrl-C.")))
  var watch = false

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    if watch { return try await follow(console) }
    let readers = try await PCSCReaderAccess().current()
    guard !readers.isEmpty else { throw CPSError(.noReader) }
    for reader in readers {
      try console.show(ReaderLine(reader), or: [ReaderTexts.line(of: reader, in: console.language)])
    }
  }

  /// Shows events as they come, until Ctrl-C.
  private func follow(_ console: Console) async throws(CPSError) {
    try await Interruption.ending { () throws(CPSError) in
      var events = ReaderMonitor(outlivesService: true).makeAsyncIterator()
      while let event = try await events.next() {
        try console.show(ReaderEventLine(event), or: [ReaderTexts.line(of: event, in: console.language)])
      }
    }
  }
}

/// A reader for programs.
private struct ReaderLine: Encodable {
  let reader: String
  let card: String
  let exclusive: Bool

  init(_ status: ReaderStatus) {
    reader = status.name
    card = status.card.rawValue
    exclusive = status.isExclusive
  }
}

/// An event for programs.
private struct ReaderEventLine: Encodable {
  let event: String
  let reader: String?
  let answerToReset: String?

  enum CodingKeys: String, CodingKey {
    case event, reader
    case answerToReset = "atr"
  }

  init(_ event: ReaderEvent) {
    self.event = event.code
    reader = event.reader?.text
    if case .cardInserted(_, let bytes) = event {
      answerToReset = Hexadecimal.encode(bytes)
    } else {
      answerToReset = nil
    }
  }
}
