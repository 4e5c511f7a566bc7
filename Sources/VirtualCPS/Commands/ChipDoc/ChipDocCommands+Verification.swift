internal import SmartCard

/// CHANGE REFERENCE DATA and RESET RETRY COUNTER of a CPS4 (cps-card.md section 5).
extension ChipDocCommands {
  /// The bit that marks a reference in RESET RETRY COUNTER: the official module sends 81 for PIN 1 (CONF-A).
  private static let referenceBit: UInt8 = 0x80

  /// Replaces a PIN, P1 = 01: the new value alone, after the old one or the PUK was verified.
  ///
  /// That a verified PUK suffices is DED: the official module sends nothing else between SO login and this.
  /// What was verified stays so (ASSUMED).
  func changeReferenceData(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard command.p1 == 0x01 else { return .status(.wrongParameters) }
    guard let pin = card.image.pin(command.p2) else { return .status(.referencedDataNotFound) }
    let isOpen = card.state.verified.contains(pin.number) && card.fulfils(pin.change)
    guard isOpen || card.fulfils(pin.reset) else { return .status(.securityNotSatisfied) }
    guard !pin.isBlocked else { return .status(.authenticationBlocked) }
    guard command.data.count == pin.digits.utf8.count else { return .status(.wrongLength) }
    guard VirtualCardPIN.isValue(command.data[...]) else { return .status(.wrongData) }
    return card.replace(pin.number, with: command.data[...])
  }

  /// Gives a PIN all its tries back, P1 = 03 and no data; its value stays until it is changed.
  func resetRetryCounter(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard command.p1 == 0x03, command.p2 & Self.referenceBit != 0 else { return .status(.wrongParameters) }
    guard let pin = card.image.pin(command.p2 & ~Self.referenceBit) else {
      return .status(.referencedDataNotFound)
    }
    guard card.fulfils(pin.reset) else { return .status(.securityNotSatisfied) }
    guard command.data.isEmpty else { return .status(.wrongLength) }
    let isKept = card.persist { image in image.update(pin.number) { $0.triesLeft = $0.maximumTries } }
    return isKept ? .done : .status(.memoryFailure)
  }
}
