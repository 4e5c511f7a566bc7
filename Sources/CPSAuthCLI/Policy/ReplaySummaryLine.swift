internal import CPSAuthPolicy
internal import CPSDiagnostics

/// What a replay comes to.
struct ReplaySummaryLine: Encodable, Sendable {
  let replayed: Int
  let skipped: Int
  let refused: Int
  let opened: Int
  let moved: Int
  let asked: Int
  let uncounted: Int

  init(_ replay: PolicyReplay) {
    replayed = replay.replayed
    skipped = replay.skipped
    refused = replay.refused
    opened = replay.opened
    moved = replay.moved
    asked = replay.asked
    uncounted = replay.uncounted
  }

  func text(in language: Language) -> String {
    Bilingual(
      fr: """
        {replayed} décisions rejouées : {refused} seraient refusées, {opened} ouvertes, {moved} ouvertes par une \
        autre règle ; le code serait redemandé {asked} fois ; {uncounted} ont un quota de voisinage que le journal \
        ne permet pas de compter ; {skipped} n’en disent pas assez
        """,
      en: """
        {replayed} decisions replayed: {refused} would be refused, {opened} opened, {moved} opened by another \
        rule; the PIN would be asked for {asked} times; {uncounted} have a quota of neighbours that the log does \
        not say enough to count; {skipped} do not say enough
        """
    ).filled(
      in: language,
      with: [
        "replayed": String(replayed), "refused": String(refused), "opened": String(opened),
        "moved": String(moved), "asked": String(asked), "uncounted": String(uncounted),
        "skipped": String(skipped),
      ])
  }
}
