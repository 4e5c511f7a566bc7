internal import OpenSSLKit
internal import SmartCard

/// MSE SET and PSO of a CPS4 (cps-card.md section 6.4).
extension ChipDocCommands {
  /// The bit that marks a key reference in the template of signature (CONF-A: A0 names key 20).
  private static let referenceBit: UInt8 = 0x80

  /// Chooses a key for deciphering by tag 83, or an algorithm and a key for signing by tag 91.
  func manageSecurityEnvironment(
    _ command: ReceivedCommand, on card: inout CardOperatingSystem
  ) -> Outcome {
    guard let objects = try? TLV.sequence(in: command.data), objects.count == 1 else {
      return .status(.wrongData)
    }
    let value = Array(objects[0].value)
    switch (command.parameters, objects[0].tag, value.count) {
    case (0x41B8, 0x83, 1):
      guard card.currentKey(value[0]) != nil else { return .status(.referencedDataNotFound) }
      card.state.templates[.confidentiality] = VolatileState.Choice(algorithm: 0, key: value[0])
      return .done
    case (0x81B6, 0x91, 2):
      return chooseSignature(value[0], with: value[1], on: &card)
    case (0x41B8, _, _), (0x81B6, _, _): return .status(.wrongData)
    default: return .status(.wrongParameters)
    }
  }

  private func chooseSignature(
    _ number: UInt8, with reference: UInt8, on card: inout CardOperatingSystem
  ) -> Outcome {
    guard let algorithm = ChipDocAlgorithm(rawValue: number), reference & Self.referenceBit != 0 else {
      return .status(.wrongData)
    }
    if algorithm.isProbabilistic, let refusal = card.image.traits?.probabilisticRefusal,
      refusal.command == .manageSecurityEnvironment
    {
      return .status(StatusWord(rawValue: refusal.status))
    }
    let key = reference & ~Self.referenceBit
    guard card.currentKey(key) != nil else { return .status(.referencedDataNotFound) }
    card.state.templates[.signature] = VolatileState.Choice(algorithm: number, key: key)
    return .done
  }

  /// PSO: the sub-command is in P1 and P2.
  func performSecurityOperation(_ command: ReceivedCommand, on card: CardOperatingSystem) -> Outcome {
    switch command.parameters {
    case 0x9E9A: computeDigitalSignature(command, on: card)
    case 0x8086: decipher(command, on: card)
    default: .status(.wrongParameters)
    }
  }

  /// Signs the digest given; none is computed on the card.
  private func computeDigitalSignature(
    _ command: ReceivedCommand, on card: CardOperatingSystem
  ) -> Outcome {
    guard let choice = card.state.templates[.signature], let chosen = card.chosenKey(.signature),
      let algorithm = ChipDocAlgorithm(rawValue: choice.algorithm)
    else { return .status(.conditionsNotSatisfied) }
    if algorithm.isProbabilistic, let refusal = card.image.traits?.probabilisticRefusal {
      return .status(StatusWord(rawValue: refusal.status))
    }
    guard card.fulfils(chosen.rules.sign) else { return .status(.securityNotSatisfied) }
    guard let information = DigestInfo.bytes(command.data, of: algorithm.digest) else {
      return .status(.wrongData)
    }
    return .result {
      algorithm.isProbabilistic
        ? try chosen.key.signPSS(digest: command.data) : try chosen.key.signPKCS1Block(information)
    }
  }

  /// The bare RSA operation on a block as long as the modulus: the host pads and unpads.
  private func decipher(_ command: ReceivedCommand, on card: CardOperatingSystem) -> Outcome {
    guard let chosen = card.chosenKey(.confidentiality) else { return .status(.conditionsNotSatisfied) }
    guard card.fulfils(chosen.rules.decipher) else { return .status(.securityNotSatisfied) }
    return .result { try chosen.key.rawRSA(command.data) }
  }
}
