internal import SmartCard

/// CHANGE REFERENCE DATA and RESET RETRY COUNTER (cps-card.md section 5).
extension IASCommands {
  /// Replaces a PIN by a new one of the same length; the old one stands before it in the data.
  ///
  /// Whether a change also opens the PIN on a real card is unknown; here it does not: ASSUMED.
  func changeReferenceData(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard command.p1 == 0 else { return .status(.wrongParameters) }
    guard let pin = card.image.pin(command.p2) else { return .status(.referencedDataNotFound) }
    guard card.fulfils(pin.change) else { return .status(.securityNotSatisfied) }
    let length = pin.digits.utf8.count
    guard command.data.count == 2 * length else { return .status(.wrongLength) }
    guard VirtualCardPIN.isValue(command.data.dropFirst(length)) else { return .status(.wrongData) }
    let verdict = card.present(Array(command.data.prefix(length)), as: pin)
    guard verdict == .success else { return .status(verdict) }
    return card.replace(pin.number, with: command.data.dropFirst(length))
  }

  /// Gives a PIN a new value and all its tries back, P1 = 02; who may is its rule: the PUK must have been
  /// presented.
  func resetRetryCounter(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard command.p1 == 0x02 else { return .status(.wrongParameters) }
    guard let pin = card.image.pin(command.p2) else { return .status(.referencedDataNotFound) }
    guard card.fulfils(pin.reset) else { return .status(.securityNotSatisfied) }
    guard command.data.count == pin.digits.utf8.count else { return .status(.wrongLength) }
    guard VirtualCardPIN.isValue(command.data[...]) else { return .status(.wrongData) }
    card.state.verified.remove(pin.number)
    return card.replace(pin.number, with: command.data[...])
  }
}
