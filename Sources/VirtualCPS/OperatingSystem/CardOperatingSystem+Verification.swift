internal import OpenSSLKit
internal import SmartCard

/// VERIFY and what every generation does with PIN objects (cps-card.md section 5).
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

  /// Compares once.
  ///
  /// The try is spent, for good, before the comparison: power cut in between gains nothing.
  ///
  /// A presentation of another length is a wrong presentation; a real card may answer 6700 instead and spend
  /// nothing: ASSUMED, the harder of the two. The use counter falls with every presentation: ASSUMED.
  mutating func present(_ digits: [UInt8], as pin: VirtualCardPIN) -> StatusWord {
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

  mutating func replace(_ number: UInt8, with digits: ArraySlice<UInt8>) -> Outcome {
    let isKept = persist { image in
      image.update(number) {
        $0.digits = String(decoding: digits, as: UTF8.self)
        $0.triesLeft = $0.maximumTries
      }
    }
    return isKept ? .done : .status(.memoryFailure)
  }
}

extension VirtualCardPIN {
  /// Whether `bytes` may become the value of a PIN: digits alone.
  static func isValue(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// What the card says of this PIN while it is not presented.
  var closedStatus: StatusWord {
    if isUsedUp { return .referenceDataUnusable }
    return isBlocked ? .authenticationBlocked : .refused(triesLeft: triesLeft)
  }
}

extension VirtualCardImage {
  mutating func update(_ number: UInt8, _ change: (inout VirtualCardPIN) -> Void) {
    guard let index = pins.firstIndex(where: { $0.number == number }) else { return }
    change(&pins[index])
  }
}
