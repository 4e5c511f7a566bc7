internal import CPSAuthPolicy
internal import CPSDiagnostics

/// What a replay comes to.
struct ReplaySummaryLine: Encodable, Sendable {
  let replayed: Int
  let skipped: Int
  let refused: Int
  let opened: Int
  let moved: Int
  let paced: Int

  init(_ replay: PolicyReplay) {
    replayed = replay.replayed
    skipped = replay.skipped
    refused = replay.refused
    opened = replay.opened
    moved = replay.moved
    paced = replay.paced
  }

  func text(in language: Language) -> String {
    Bilingual(
      fr: """
        {replayed} décisions rejouées : {refused} seraient refusées, {opened} ouvertes, {moved} ouvertes par une \
        autre règle ; {paced} par une règle à quotas, qui ne sont pas recomptés ; {skipped} n’en disent pas assez
        """,
      en: """
        {replayed} decisions replayed: {refused} would be refused, {opened} opened, {moved} opened by another \
        rule; {paced} by a rule with quotas, which are not counted again; {skipped} do not say enough
        """
    ).filled(
      in: language,
      with: [
        "replayed": String(replayed), "refused": String(refused), "opened": String(opened),
        "moved": String(moved), "paced": String(paced), "skipped": String(skipped),
      ])
  }
}
