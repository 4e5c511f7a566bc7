internal import CPSDiagnostics
internal import CPSPrimitives

/// Whether the time of day can be right: nothing was installed in the future, or so long ago.
struct ClockCheck: Check {
  /// Packages carry the time of their making, and clocks differ between time zones set wrongly: one day.
  private static let tolerance = Duration.seconds(86_400)
  private static let longestUse = Duration.seconds(10 * 366 * 86_400)

  func findings(on machine: Machine) -> [Finding] {
    let now = machine.clock.now()
    var values = ["now": now.rfc3339]
    if let installed = machine.conditions.installed {
      values["installed"] = installed.rfc3339
      if now < installed - Self.tolerance {
        return [.obstacle(.clock, CPSError(.clockWrong), because: .clockBehind, values)]
      }
      if installed + Self.longestUse < now {
        return [.obstacle(.clock, CPSError(.clockWrong), because: .clockAhead, values)]
      }
    }
    // systemd-timesyncd(8): the file stands for a clock that was set once since the machine was started.
    let folder = "/run/systemd/timesync"
    guard machine.files.status(folder) != nil else {
      return [Finding(.clock, fact: .clockUnjudged, values)]
    }
    return machine.files.status(folder + "/synchronized") != nil
      ? [Finding(.clock, fact: .clock, values)]
      : [.remark(.clock, CPSError(.clockUnsynchronised), because: .clockUnsynchronised, values)]
  }
}
