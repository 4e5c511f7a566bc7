internal import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import OpenSSLKit

/// The key under which bank characters become codes, in a file of its own and out of the database.
///
/// Five characters are so few that whoever has this key and the database finds all of them by trying: the key is what
/// protects them, and nothing else (docs/safeguards/telephone.md).
public final class TelephoneKey: Sendable {
  /// The least length, in bytes.
  public static let minimumLength = 32
  /// The longest name of an epoch, in bytes.
  public static let maximumEpochLength = 32

  private static let tag = Array("cpsauth telephone 1\0".utf8)
  private static let markTag = Array("cpsauth telephone key 1\0".utf8)

  /// The name of the epoch, such as `2026-11`.
  public let epoch: String
  private let material: SecretBytes

  /// A key of at least 32 unpredictable bytes.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` when it is shorter, all its bytes are equal, or the epoch has no usable
  ///   name.
  public init(epoch: String, _ material: consuming SecretBytes) throws(CPSError) {
    let isVaried = try material.withBytes { bytes in bytes.indices.contains { bytes[$0] != bytes[0] } }
    guard material.count >= Self.minimumLength, isVaried,
      (1...Self.maximumEpochLength).contains(epoch.utf8.count), PrintableText.escaped(epoch) == epoch
    else {
      throw CPSError(
        .configurationInvalid,
        [
          "place": "telephone key",
          "detail": "an epoch and at least \(Self.minimumLength) unpredictable bytes",
        ])
    }
    self.epoch = epoch
    self.material = material
  }

  /// Whether this key is a copy of another secret: who has one of the two must not have the other.
  ///
  /// - Throws: ``Diagnostic/processForked``.
  public func isCopy(of secret: borrowing SecretBytes) throws(CPSError) -> Bool {
    let (own, other) = (try Self.bytes(of: material), try Self.bytes(of: secret))
    return MessageAuthentication.areEqual(own, other)
  }

  /// Whether two keys are the same bytes.
  func isCopy(of other: TelephoneKey) throws(CPSError) -> Bool { try isCopy(of: other.material) }

  /// HMAC-SHA-256 over the account and its characters: 32 bytes.
  ///
  /// The account stands behind its length, so that no two pairs have one message.
  func code(
    of characters: borrowing BankCharacters, for account: AccountName
  ) throws(CPSError) -> [UInt8] {
    let name = Array(account.text.utf8)
    var message = Self.tag + withUnsafeBytes(of: UInt32(name.count).bigEndian) { Array($0) } + name
    message += try Self.bytes(of: characters.material)
    defer { SecretBytes.wipe(&message) }
    return try authenticate(message)
  }

  /// By which the key is known again: HMAC-SHA-256 over the name of its epoch, 32 bytes.
  func mark() throws(CPSError) -> [UInt8] { try authenticate(Self.markTag + Array(epoch.utf8)) }

  private func authenticate(_ message: [UInt8]) throws(CPSError) -> [UInt8] {
    var key = try Self.bytes(of: material)
    defer { SecretBytes.wipe(&key) }
    return try MessageAuthentication.hmacSHA256(key: key, message: message)
  }

  private static func bytes(of secret: borrowing SecretBytes) throws(CPSError) -> [UInt8] {
    try secret.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }
}
