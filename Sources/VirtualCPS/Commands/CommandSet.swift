internal import SmartCard

/// What one generation makes of commands, over the files, PIN objects and keys that all generations share.
protocol CommandSet: Sendable {
  /// Why commands of this class are not served now; nil when they are.
  func refusal(ofClass cla: UInt8, on card: CardOperatingSystem) -> StatusWord?

  /// Acts on a whole command of a class that is served.
  func execute(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome
}
