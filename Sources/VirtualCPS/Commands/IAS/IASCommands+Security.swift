internal import OpenSSLKit
internal import SmartCard

/// MSE SET, INTERNAL AUTHENTICATE and PSO (cps-card.md sections 6.1 to 6.3).
extension IASCommands {
  private typealias Template = VolatileState.ControlReferenceTemplate

  /// What a key of 2048 bits signs at most in INTERNAL AUTHENTICATE: 40 % of its modulus.
  private static let maximumDigestInfo = 256 * 40 / 100

  private static func algorithms(for template: Template) -> Set<UInt8> {
    switch template {
    case .authentication: [0x02]
    case .hash: [0x10, 0x40]
    case .signature: [0x12, 0x42]
    case .confidentiality: [0x1A]
    }
  }

  /// Chooses algorithm and key for what follows; the two may stand in either order.
  func manageSecurityEnvironment(
    _ command: ReceivedCommand, on card: inout CardOperatingSystem
  ) -> Outcome {
    guard command.p1 == 0x41, let template = Template(rawValue: command.p2) else {
      return .status(.wrongParameters)
    }
    guard let objects = try? TLV.sequence(in: command.data),
      objects.allSatisfy({ ($0.tag == 0x80 || $0.tag == 0x84) && $0.value.count == 1 }),
      let algorithm = (try? TLV.single(0x80, in: objects))?.value.first,
      Self.algorithms(for: template).contains(algorithm)
    else { return .status(.wrongData) }
    let key = (try? TLV.optional(0x84, in: objects)).flatMap { $0 }?.value.first
    guard (key == nil) == (template == .hash), objects.count == (key == nil ? 1 : 2) else {
      return .status(.wrongData)
    }
    if let key, card.currentKey(key) == nil { return .status(.referencedDataNotFound) }
    card.state.templates[template] = VolatileState.Choice(algorithm: algorithm, key: key)
    return .done
  }

  /// Signs the given bytes with block type 1 padding; the card does not look into them.
  func internalAuthenticate(_ command: ReceivedCommand, on card: CardOperatingSystem) -> Outcome {
    guard command.parameters == 0 else { return .status(.wrongParameters) }
    guard let chosen = card.chosenKey(.authentication) else { return .status(.conditionsNotSatisfied) }
    guard card.fulfils(chosen.rules.authenticate) else { return .status(.securityNotSatisfied) }
    guard !command.data.isEmpty else { return .status(.wrongLength) }
    guard command.data.count <= Self.maximumDigestInfo else { return .status(.wrongData) }
    return .result { try chosen.key.signPKCS1Block(command.data) }
  }

  /// PSO: the sub-command is in P1 and P2.
  func performSecurityOperation(
    _ command: ReceivedCommand, on card: inout CardOperatingSystem
  ) -> Outcome {
    switch command.parameters {
    case 0x90A0: hash(command, on: &card)
    case 0x9E9A: computeDigitalSignature(command, on: &card)
    case 0x8086: decipher(command, on: card)
    default: .status(.wrongParameters)
    }
  }

  /// Finishes a digest of which the host did all but the last block (section 6.2, variant A).
  private func hash(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard let choice = card.state.templates[.hash] else { return .status(.conditionsNotSatisfied) }
    guard let objects = try? TLV.sequence(in: command.data), objects.map(\.tag) == [0x90, 0x80],
      let finished = Self.finish(
        choice.algorithm, from: Array(objects[0].value), last: Array(objects[1].value))
    else { return .status(.wrongData) }
    card.state.digest = finished
    return .done
  }

  private static func finish(_ algorithm: UInt8, from start: [UInt8], last: [UInt8]) -> [UInt8]? {
    guard (1...64).contains(last.count) else { return nil }
    let size = algorithm == 0x10 ? 20 : 32
    if start.isEmpty { return try? algorithm == 0x10 ? Digest.sha1(last) : Digest.sha256(last) }
    guard start.count == size + 8 else { return nil }
    let bits = start.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let state = Array(start.prefix(size))
    return algorithm == 0x10
      ? try? Digest.finishSHA1(state: state, processedBits: bits, last: last)
      : try? Digest.finishSHA256(state: state, processedBits: bits, last: last)
  }

  /// Signs the digest given, or else the one that PSO HASH finished, which outlives a refusal (CONF-A).
  private func computeDigitalSignature(
    _ command: ReceivedCommand, on card: inout CardOperatingSystem
  ) -> Outcome {
    guard let choice = card.state.templates[.signature], let chosen = card.chosenKey(.signature) else {
      return .status(.conditionsNotSatisfied)
    }
    guard card.fulfils(chosen.rules.sign) else { return .status(.securityNotSatisfied) }
    guard let digest = command.data.isEmpty ? card.state.digest : command.data else {
      return .status(.conditionsNotSatisfied)
    }
    guard let digestInfo = DigestInfo.bytes(digest, of: choice.algorithm == 0x12 ? .sha1 : .sha256) else {
      return .status(.wrongData)
    }
    card.state.digest = nil
    return .result { try chosen.key.signPKCS1Block(digestInfo) }
  }

  /// Opens a cryptogram, which stands behind the padding indicator 81 (section 6.3).
  private func decipher(_ command: ReceivedCommand, on card: CardOperatingSystem) -> Outcome {
    guard let chosen = card.chosenKey(.confidentiality) else { return .status(.conditionsNotSatisfied) }
    guard card.fulfils(chosen.rules.decipher) else { return .status(.securityNotSatisfied) }
    guard command.data.count == 257, command.data[0] == 0x81 else { return .status(.wrongData) }
    return .result { try chosen.key.decryptPKCS1(Array(command.data.dropFirst())) }
  }
}
