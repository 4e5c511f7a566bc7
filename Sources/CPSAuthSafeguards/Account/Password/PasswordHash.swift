internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// What is kept of a password: salt, cost and derived bytes.
struct PasswordHash: Sendable, Hashable {
  /// 128 bits of salt, as NIST SP 800-132, clause 5.1 asks for at least.
  private static let saltLength = 16
  private static let length = 32

  let cost: ScryptCost
  private let salt: [UInt8]
  private let derived: [UInt8]

  /// The hash of a password, under a fresh salt.
  ///
  /// It blocks for as long as the cost says.
  init(of password: Password, cost: ScryptCost, random: some RandomSource) throws(CPSError) {
    self.cost = cost
    salt = try random.bytes(Self.saltLength)
    derived = try Self.derive(password, salt, cost)
  }

  /// What no password matches, to be compared with where there is none.
  private init(matchingNothingAt cost: ScryptCost) {
    self.cost = cost
    salt = [UInt8](repeating: 0, count: Self.saltLength)
    derived = []
  }

  /// Compares with what no password matches, for an account that does not exist or has none: the same work.
  static func compareInVain(_ password: Password, cost: ScryptCost) throws(CPSError) {
    _ = try PasswordHash(matchingNothingAt: cost).matches(password, atLeast: cost)
  }

  /// Whether this is the hash of a password.
  ///
  /// - Parameter least: an older hash of less cost is completed to so much work, so that the time tells nobody which
  ///   accounts there are.
  func matches(_ password: Password, atLeast least: ScryptCost) throws(CPSError) -> Bool {
    let isEqual = MessageAuthentication.areEqual(try Self.derive(password, salt, cost), derived)
    // 2^n + (2^n + 2^(n+1) + … + 2^(m-1)) = 2^m block mixings.
    for log2N in cost.log2N..<max(cost.log2N, least.log2N) {
      _ = try Self.derive(password, salt, try ScryptCost(log2N: log2N))
    }
    return isEqual
  }

  /// Whether this is the hash of a password; for somebody who has shown that the account is theirs.
  func matches(_ password: Password) throws(CPSError) -> Bool { try matches(password, atLeast: cost) }

  private static func derive(
    _ password: Password, _ salt: [UInt8], _ cost: ScryptCost
  ) throws(CPSError) -> [UInt8] {
    try password.bytes.withBytes { (bytes) throws(CPSError) in
      try Scrypt.derive(length, from: bytes, salt: salt, cost: cost)
    }
  }
}

extension PasswordHash: Codable {
  private enum Key: String, CodingKey {
    case cost, salt, derived
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    cost = try container.decode(ScryptCost.self, forKey: .cost)
    guard let salt = Base64URL.decode(try container.decode(String.self, forKey: .salt)),
      let derived = Base64URL.decode(try container.decode(String.self, forKey: .derived)),
      salt.count == Self.saltLength, derived.count == Self.length
    else { throw CPSError(.storeUnavailable, reason: "hash of a password") }
    (self.salt, self.derived) = (salt, derived)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(cost, forKey: .cost)
    try container.encode(Base64URL.encode(salt), forKey: .salt)
    try container.encode(Base64URL.encode(derived), forKey: .derived)
  }
}
