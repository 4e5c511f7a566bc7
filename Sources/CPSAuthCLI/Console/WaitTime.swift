internal import ArgumentParser
internal import CPSConfiguration

/// A duration on the command line: `90s`, `5m`, `4h`.
struct WaitTime: ExpressibleByArgument {
  let duration: Duration

  init?(argument: String) {
    guard let duration = DurationText.parse(argument) else { return nil }
    self.duration = duration
  }
}
