internal import ArgumentParser
internal import CPSAuth
internal import CPSDiagnostics

/// `cpsauth policy reviews LOG`.
struct PolicyReviewsCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "reviews",
      abstract: Speech.text(
        fr: "Liste les accès obtenus en urgence déclarée que personne n’a encore relus.",
        en: "Lists what was done in declared emergencies and nobody has reviewed yet."))
  }

  @OptionGroup var log: AuditLogOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    var pending = PendingReviews()
    try await log.read { (entry) throws(CPSError) in pending.read(entry) }
    for entry in pending.entries {
      let line = PendingReviewLine(entry)
      try console.show(line, or: [line.text(in: console.language)])
    }
    console.tell(
      Bilingual(fr: "{count} accès à relire", en: "{count} accesses to review"),
      ["count": String(pending.entries.count)])
  }
}
