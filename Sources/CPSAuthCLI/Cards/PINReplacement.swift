internal import CPSCard
internal import CPSDiagnostics
internal import CPSWorkstation

/// What `card pin change` and `card pin unblock` have in common.
enum PINReplacement {
  static func perform(
    _ way: PINReplacementFlow.Way, at place: CardPlaceOptions, with codes: CodeEntryOptions,
    on console: Console
  ) async throws(CPSError) {
    let prompt = try codes.prompt(console)
    let reader = try await place.find(on: console)
    let flow = PINReplacementFlow(readers: PCSCReaderAccess(), prompt: prompt) { notice in
      LoginTexts.tell(notice, on: console)
    }
    let outcome = try await flow.run(way, in: reader)
    try console.show(
      PINReplacementLine(outcome, in: reader), or: lines(of: outcome, way, in: console.language))
  }

  private static func lines(
    of outcome: PINOutcome, _ way: PINReplacementFlow.Way, in language: Language
  ) -> [String] {
    let done =
      switch way {
      case .change: Bilingual(fr: "Code porteur changé.", en: "PIN changed.")
      case .unblock: Bilingual(fr: "Code porteur débloqué et changé.", en: "PIN unblocked and changed.")
      }
    return [done[language]] + [outcome.pin.map { CardTexts.line(of: $0, in: language) }].compactMap(\.self)
  }
}

/// A PIN that was replaced, for programs; counters that the card did not tell afterwards are missing.
private struct PINReplacementLine: Encodable {
  let reader: String
  let triesLeft: Int?
  let maximumTries: Int?
  let unblockingTriesLeft: Int?

  enum CodingKeys: String, CodingKey {
    case reader
    case triesLeft = "tries_left"
    case maximumTries = "maximum_tries"
    case unblockingTriesLeft = "puk_tries_left"
  }

  init(_ outcome: PINOutcome, in reader: String) {
    self.reader = reader
    triesLeft = outcome.pin?.triesLeft
    maximumTries = outcome.pin?.maximumTries
    unblockingTriesLeft = outcome.puk?.triesLeft
  }
}
