internal import ArgumentParser
internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives

/// Which entries of an audit log are meant.
struct AuditSelection: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Seulement cette entrée.", en: "This entry only."), valueName: "number"))
  var entry: Int64?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Seulement les actes de ce professionnel (identifiant national).",
        en: "Only acts of this professional (national identifier)."), valueName: "identifier"))
  var professional: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Seulement les actes de cette carte.", en: "Only acts of this card."),
      valueName: "number"))
  var card: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Seulement les actes de cette session.", en: "Only acts of this session."),
      valueName: "name"))
  var session: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Depuis ce moment, RFC 3339.", en: "From this moment on, RFC 3339."),
      valueName: "time"))
  var since: MomentText?

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Jusqu’à ce moment, RFC 3339.", en: "Up to this moment, RFC 3339."),
      valueName: "time"))
  var until: MomentText?

  /// What an entry must be.
  struct Filter {
    fileprivate let options: AuditSelection
    fileprivate let span: ClosedRange<Timestamp>

    /// Whether an entry is meant.
    func contains(_ entry: AuditEntry) -> Bool {
      let actor = entry.event.actor
      return span.contains(entry.time) && Self.admits(options.entry, entry.sequence)
        && Self.admits(options.professional, actor?.nationalIdentifier)
        && Self.admits(options.card, actor?.cardNumber) && Self.admits(options.session, actor?.session)
    }

    private static func admits<Value: Equatable>(_ wanted: Value?, _ found: Value?) -> Bool {
      wanted == nil || wanted == found
    }
  }

  /// The selection, its moments read.
  ///
  /// - Throws: ``Diagnostic/usage``.
  func filter() throws(CPSError) -> Filter {
    let beginning = since?.moment ?? Timestamp(millisecondsSince1970: .min)
    let end = until?.moment ?? Timestamp(millisecondsSince1970: .max)
    guard beginning <= end else { throw CPSError(.usage, ["detail": "--since --until"]) }
    return Filter(options: self, span: beginning...end)
  }
}
