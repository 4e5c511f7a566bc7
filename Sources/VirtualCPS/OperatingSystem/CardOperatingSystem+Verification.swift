internal import OpenSSLKit
internal import SmartCard

/// VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER (cps-card.md section 5).
extension CardOperatingSystem {
  /// Compares a PIN; without data, tells its state and spends nothing (CONF-O).
  mutating func verify(_ command: ReceivedCommand) -> Outcome {
    guard command.p1 == 0 else { return .status(.wrongParameters) }
    guard let pin = image.pin(command.p2) else { return .status(.referencedDataNotFound) }
    guard !command.data.isEmpty else {
      return state.verified.contains(pin.number) ? .done : .status(pin.closedStatus)
    }
    let verdict = present(command.data, as: pin)
    if verdict == .success { state.verified.insert(pin.number) }
    return .status(verdict)
  }

  /// Replaces a PIN by a new one of the same length; the old one stands before it in the data.
  ///
  /// Whether a change also opens the PIN on a real card is unknown; here it does not: ASSUMED.
  mutating func changeReferenceData(_ command: ReceivedCommand) -> Outcome {
    guard command.p1 == 0 else { return .status(.wrongParameters) }
    guard let pin = image.pin(command.p2) else { return .status(.referencedDataNotFound) }
    guard fulfils(pin.change) else { return .status(.securityNotSatisfied) }
    let length = pin.digits.utf8.count
    guard command.data.count == 2 * length else { return .status(.wrongLength) }
    guard Self.isDigits(command.data.dropFirst(length)) else { return .status(.wrongData) }
    let verdict = present(Array(command.data.prefix(length)), as: pin)
    guard verdict == .success else { return .status(verdict) }
    return replace(pin.number, with: command.data.dropFirst(length))
  }

  /// Gives a PIN a new value and all its tries back, P1 = 02; who may is its rule: the PUK must have been
  /// presented.
  mutating func resetRetryCounter(_ command: ReceivedCommand) -> Outcome {
    guard command.p1 == 0x02 else { return .status(.wrongParameters) }
    guard let pin = image.pin(command.p2) else { return .status(.referencedDataNotFound) }
    guard fulfils(pin.reset) else { return .status(.securityNotSatisfied) }
    guard command.data.count == pin.digits.utf8.count else { return .status(.wrongLength) }
    guard Self.isDigits(command.data[...]) else { return .status(.wrongData) }
    state.verified.remove(pin.number)
    return replace(pin.number, with: command.data[...])
  }

  /// Compares once.
  ///
  /// The try is spent, for good, before the comparison: power cut in between gains nothing.
  ///
  /// A presentation of another length is a wrong presentation; a real card may answer 6700 instead and spend
  /// nothing: ASSUMED, the harder of the two. The use counter falls with every presentation: ASSUMED.
  private mutating func present(_ digits: [UInt8], as pin: VirtualCardPIN) -> StatusWord {
    state.verified.remove(pin.number)
    guard !pin.isUsedUp, !pin.isBlocked else { return pin.closedStatus }
    let isSpent = persist { image in
      image.update(pin.number) {
        $0.triesLeft -= 1
        $0.usesLeft = $0.usesLeft.map { $0 - 1 }
      }
    }
    guard isSpent else { return .memoryFailure }
    guard MessageAuthentication.areEqual(digits, Array(pin.digits.utf8)) else {
      return .refused(triesLeft: pin.triesLeft - 1)
    }
    let isRestored = persist { image in image.update(pin.number) { $0.triesLeft = $0.maximumTries } }
    return isRestored ? .success : .memoryFailure
  }

  private mutating func replace(_ number: UInt8, with digits: ArraySlice<UInt8>) -> Outcome {
    let isKept = persist { image in
      image.update(number) {
        $0.digits = String(decoding: digits, as: UTF8.self)
        $0.triesLeft = $0.maximumTries
      }
    }
    return isKept ? .done : .status(.memoryFailure)
  }

  private static func isDigits(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { (0x30...0x39).contains($0) }
  }
}

extension VirtualCardPIN {
  /// What the card says of this PIN while it is not presented.
  fileprivate var closedStatus: StatusWord {
    if isUsedUp { return .referenceDataUnusable }
    return isBlocked ? .authenticationBlocked : .refused(triesLeft: triesLeft)
  }
}

extension VirtualCardImage {
  fileprivate mutating func update(_ number: UInt8, _ change: (inout VirtualCardPIN) -> Void) {
    guard let index = pins.firstIndex(where: { $0.number == number }) else { return }
    change(&pins[index])
  }
}
