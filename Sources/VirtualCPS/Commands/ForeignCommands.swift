internal import SmartCard

/// A card of another kind: whatever is asked, it is not found (attack case HC-31).
struct ForeignCommands: CommandSet {
  func refusal(ofClass cla: UInt8, on card: CardOperatingSystem) -> StatusWord? { nil }

  func execute(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    .status(.fileNotFound)
  }
}
