internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// What a challenge id says, to the service that issued it: a fixed layout, then the function's name.
///
/// | bytes | content |
/// |---|---|
/// | 1 | version, 1 |
/// | 1 | environment |
/// | 1 | purpose |
/// | 1 | life in seconds, 1 to 60 |
/// | 8 | moment of issue, milliseconds since 1970, big-endian |
/// | 16 | epoch of the store |
/// | 32 | nonce |
/// | 32 | thumbprint of the workstation key |
/// | 32 | SHA-256 of the audience |
/// | rest | function, empty for none |
struct ChallengePayload: Hashable {
  private static let version: UInt8 = 1
  private static let fixedLength = 124

  let environment: TrustEnvironment
  let purpose: Purpose
  let lifeInSeconds: UInt8
  let issuedAt: Timestamp
  let epoch: StoreEpoch
  let nonce: Nonce
  let keyThumbprint: KeyThumbprint
  let audienceDigest: [UInt8]
  let function: FunctionName?

  var expiry: Timestamp { issuedAt + .seconds(Int(lifeInSeconds)) }

  var bytes: [UInt8] {
    let moment = UInt64(bitPattern: issuedAt.millisecondsSince1970)
    var bytes = [Self.version, Self.code(of: environment), Self.code(of: purpose), lifeInSeconds]
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: moment >> shift))
    }
    bytes += epoch.bytes + nonce.bytes + keyThumbprint.bytes + audienceDigest
    return bytes + Array((function?.rawValue ?? "").utf8)
  }

  init(
    environment: TrustEnvironment, purpose: Purpose, lifeInSeconds: UInt8, issuedAt: Timestamp,
    epoch: StoreEpoch, nonce: Nonce, keyThumbprint: KeyThumbprint, audienceDigest: [UInt8],
    function: FunctionName?
  ) {
    self.environment = environment
    self.purpose = purpose
    self.lifeInSeconds = lifeInSeconds
    self.issuedAt = issuedAt
    self.epoch = epoch
    self.nonce = nonce
    self.keyThumbprint = keyThumbprint
    self.audienceDigest = audienceDigest
    self.function = function
  }

  /// Reads bytes whose authentication code was checked; nil for another version.
  init?(authenticated bytes: [UInt8]) throws(CPSError) {
    guard bytes.count >= Self.fixedLength, bytes[0] == Self.version,
      let environment = TrustEnvironment.allCases.first(where: { Self.code(of: $0) == bytes[1] }),
      let purpose = Purpose.allCases.first(where: { Self.code(of: $0) == bytes[2] })
    else { return nil }
    let moment = bytes[4..<12].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let name = String(decoding: bytes[Self.fixedLength...], as: UTF8.self)
    self.init(
      environment: environment, purpose: purpose, lifeInSeconds: bytes[3],
      issuedAt: Timestamp(millisecondsSince1970: Int64(bitPattern: moment)),
      epoch: try StoreEpoch(Array(bytes[12..<28])), nonce: try Nonce(Array(bytes[28..<60])),
      keyThumbprint: try KeyThumbprint(Array(bytes[60..<92])), audienceDigest: Array(bytes[92..<124]),
      function: name.isEmpty ? nil : try FunctionName(name))
  }

  private static func code(of environment: TrustEnvironment) -> UInt8 {
    switch environment {
    case .production: 1
    case .test: 2
    case .synthetic: 3
    }
  }

  private static func code(of purpose: Purpose) -> UInt8 {
    switch purpose {
    case .login: 1
    case .stepUp: 2
    case .presence: 3
    }
  }
}
