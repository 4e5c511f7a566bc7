import CPSDiagnostics

/// The page in short, in English.
struct EnglishSummary {
  let figures: ReplayFigures

  /// The section.
  var html: String {
    """
    <section lang="en" aria-labelledby="english"><h2 id="english">English summary</h2>
    <p>The attack of March 2022 on nineteen accounts of health professionals, replayed in virtual time against the \
    product’s own router, gate, store and audit log. Nineteen accounts, at least 510,000 people and look-ups chained by \
    social security number are what the press reported; size and hit rate of the robot’s list (\
    \(PageText.number(figures.assumptions.listLength, .english)) numbers, \
    \(Int((figures.assumptions.hitRate * 100).rounded()))%) and its pace are assumptions, as are one network of \
    the robot, somebody aware of it \(PageText.span(figures.assumptions.awarenessSeconds)) after it began, an accomplice \
    who guesses on the telephone, and nobody who reacts to a notice; that the telephone check asks for the end of the bank \
    details is found on no public page.</p>
    <ul>
    \(figures.acts.map(sentence).joined(separator: "\n"))
    </ul>
    \(exposure)
    </section>
    """
  }

  private func sentence(about act: ActFigures) -> String {
    let alarm = act.firstAlarmSeconds.map {
      $0 <= 0 ? "alarm at once" : "first alarm after \(PageText.span($0))"
    }
    let stop =
      act.answers == 0
      ? nil
      : act.stopSeconds.map { $0 == 0 ? "stopped from the start" : "stopped after \(PageText.span($0))" }
        ?? "never stopped (the list ended after \(PageText.span(act.attackSeconds)))"
    let parts = [
      "\(PageText.number(act.peopleExposed, .english)) people exposed", alarm ?? "no alarm", stop,
      act.calls.map { "\($0.made) calls to the help desk, \($0.confirmed) confirmed" },
      act.notices.map { "\($0.delivered) notices of log-in delivered" },
      "\(act.others.hindered) of \(act.others.lookUps) look-ups of others hindered",
    ].compactMap(\.self)
    return
      "<li><strong>\(act.name)</strong> \(PageText.escaped(act.title[1])): \(parts.joined(separator: ", ")).</li>"
  }

  private var exposure: String {
    guard let report = figures.exposure else { return "" }
    return """
      <p>The exposure report of act a names \(PageText.number(report.listed, .english)) people; \
      \(PageText.number(report.missing, .english)) of those whom the robot received are missing, \
      \(PageText.number(report.surplus, .english)) are too many. It took \
      \(PageText.seconds(report.countSeconds + report.listSeconds, .english)) over \
      \(PageText.number(report.lookUps, .english)) look-ups, and opens with an officer’s key alone.</p>
      """
  }
}
