public import CPSDiagnostics
public import CPSPrimitives
internal import OpenSSLKit

/// The secret of a service, from which the keys of its authentication codes are derived.
///
/// Given by the host, shared by its processes, kept out of the database: who reads or writes the database
/// alone can make neither a challenge nor a session.
public final class ServiceSecret: Sendable {
  /// The least length, in bytes.
  public static let minimumLength = 32

  private static let keyLength = 32

  /// The key of each use, in the order of the uses.
  private let keys: SecretBytes
  private let alsoAccepted: [ServiceSecret]

  /// A secret of at least 32 unpredictable bytes.
  ///
  /// - Parameter others: whose codes are accepted as well while one secret takes the place of another: the next one
  ///   before any host uses it, the last one until its sessions have ended.
  /// - Throws: ``Diagnostic/configurationInvalid`` when it is shorter or all its bytes are equal;
  ///   ``Diagnostic/cryptographyFailed``, ``Diagnostic/internalFault``.
  public init(
    _ material: consuming SecretBytes, alsoAccepting others: [ServiceSecret] = []
  ) throws(CPSError) {
    let isVaried = try material.withBytes { bytes in
      bytes.indices.contains { bytes[$0] != bytes[0] }
    }
    guard material.count >= Self.minimumLength, isVaried else {
      throw CPSError(
        .configurationInvalid,
        ["place": "service secret", "detail": "at least \(Self.minimumLength) unpredictable bytes"])
    }
    // Once: they are needed several times in every request.
    var derived: [UInt8] = []
    for use in Use.allCases {
      derived += try material.withBytes { (bytes) throws(CPSError) in
        try MessageAuthentication.hmacSHA256(
          key: bytes.indices.map { bytes[$0] }, message: Array(use.label.utf8))
      }
    }
    defer { SecretBytes.wipe(&derived) }
    keys = try SecretBytes(copying: derived)
    alsoAccepted = others
  }

  /// A fresh secret, for tests and for services that may forget everything when they end.
  ///
  /// - Throws: ``Diagnostic/randomnessUnavailable``, ``Diagnostic/internalFault``.
  public convenience init(from random: some RandomSource) throws(CPSError) {
    try self.init(try SecretBytes(copying: try random.bytes(Self.minimumLength)))
  }

  /// What a derived key authenticates; each use has a key of its own.
  enum Use: Int, CaseIterable {
    case challenge, possessionNonce, session, confirmedSubject, permit, permitReceipt, record, deposit,
      oneUseCode

    fileprivate var label: String {
      switch self {
      case .challenge: "cpsauth challenge 1"
      case .possessionNonce: "cpsauth dpop nonce 1"
      case .session: "cpsauth session 1"
      case .confirmedSubject: "cpsauth confirmed subject 1"
      case .permit: "cpsauth permit 1"
      case .permitReceipt: "cpsauth permit receipt 1"
      case .record: "cpsauth record 1"
      case .deposit: "cpsauth deposit 1"
      case .oneUseCode: "cpsauth one-use code 1"
      }
    }
  }

  /// HMAC-SHA-256 of a message under the key of one use (NIST SP 800-108, clause 4.1, with one block).
  func authenticationCode(of message: [UInt8], for use: Use) throws(CPSError) -> [UInt8] {
    let place = use.rawValue * Self.keyLength
    let key = try keys.withBytes { bytes in (place..<place + Self.keyLength).map { bytes[$0] } }
    return try MessageAuthentication.hmacSHA256(key: key, message: message)
  }

  /// Whether `code` is the authentication code of `message`.
  func isValid(_ code: [UInt8], of message: [UInt8], for use: Use) throws(CPSError) -> Bool {
    if MessageAuthentication.areEqual(try authenticationCode(of: message, for: use), code) { return true }
    for other in alsoAccepted where try other.isValid(code, of: message, for: use) { return true }
    return false
  }

  /// The codes of a message under this secret and under those that are accepted beside it.
  func acceptedCodes(of message: [UInt8], for use: Use) throws(CPSError) -> [[UInt8]] {
    var codes = [try authenticationCode(of: message, for: use)]
    for other in alsoAccepted { codes += try other.acceptedCodes(of: message, for: use) }
    return codes
  }
}
