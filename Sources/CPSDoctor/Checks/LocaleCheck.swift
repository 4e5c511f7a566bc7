internal import CPSDiagnostics

/// Whether French names can be shown, and a PIN be typed.
struct LocaleCheck: Check {
  func findings(on machine: Machine) -> [Finding] {
    [characterSet(of: machine)] + (machine.conditions.hasTerminal ? [] : [Self.noTerminal])
  }

  private static let noTerminal = Finding.remark(
    .locale, CPSError(.pinEntryUnavailable), because: .terminalAbsent)

  /// POSIX.1-2017, clause 8.2: the first of the three that is set decides; none is the locale POSIX.
  private func characterSet(of machine: Machine) -> Finding {
    let found = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { name in
      machine.variable(name).map { (name, $0) }
    }.first
    let (variable, value) = found ?? ("LANG", "POSIX")
    // language_TERRITORY.character-set@modifier
    let characterSet = value.prefix { $0 != "@" }.drop { $0 != "." }.dropFirst()
    return characterSet.lowercased().filter { $0 != "-" } == "utf8"
      ? Finding(.locale, fact: .locale, ["value": value])
      : .remark(
        .locale, CPSError(.localeUnreadable), because: .localeNotUTF8, ["variable": variable, "value": value])
  }
}
