public import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

/// Deposits of one kind as values: left under a secret word, taken once by whoever has that word.
///
/// The store keeps the word's digest and a sealed content, so that who reads or writes the database alone can neither
/// take a deposit nor make one.
public struct DepositBox<Content: Codable & Sendable>: Sendable {
  private static var codeLength: Int { 32 }

  private let kind: OneTimeDeposit.Kind
  private let store: any AuthStore
  private let secret: ServiceSecret

  /// The deposits of a kind.
  ///
  /// - Parameter secret: the service's secret, shared by its processes.
  public init(_ kind: OneTimeDeposit.Kind, in store: any AuthStore, sealedBy secret: ServiceSecret) {
    self.kind = kind
    self.store = store
    self.secret = secret
  }

  /// Leaves a content under a word, in place of what lay under it.
  ///
  /// - Parameter word: unguessable; it is not kept.
  /// - Throws: ``Diagnostic/internalFault`` for a content beyond ``OneTimeDeposit/maximumContentLength``;
  ///   ``Diagnostic/storeUnavailable``.
  public func leave(
    _ content: Content, under word: String, until expiry: Timestamp, at now: Timestamp
  ) async throws(CPSError) {
    let digest = try digest(of: word)
    let json = try ProtocolJSON.encode(content)
    let sealed = try secret.authenticationCode(of: message(digest, json), for: .deposit) + json
    guard sealed.count <= OneTimeDeposit.maximumContentLength else {
      throw CPSError(.internalFault, reason: "a deposit of \(sealed.count) bytes")
    }
    try await store.deposit(
      OneTimeDeposit(kind: kind, digest: digest, content: sealed, expiry: expiry), at: now)
  }

  /// Takes what lies under a word, with the moment until which it would have lain there; nil when there is nothing.
  ///
  /// - Throws: ``Diagnostic/storeCorrupt`` when this service did not seal it; ``Diagnostic/storeUnavailable``.
  public func take(
    _ word: String, at now: Timestamp
  ) async throws(CPSError) -> (content: Content, expiry: Timestamp)? {
    let digest = try digest(of: word)
    guard let deposit = try await store.withdraw(kind, digest: digest, at: now) else { return nil }
    let code = Array(deposit.content.prefix(Self.codeLength))
    let json = Array(deposit.content.dropFirst(Self.codeLength))
    guard try secret.isValid(code, of: message(digest, json), for: .deposit) else {
      throw CPSError(.storeCorrupt, ["detail": kind.rawValue])
    }
    return (
      try ProtocolJSON.decode(Content.self, from: json, otherwise: .storeUnavailable), deposit.expiry
    )
  }

  private func digest(of word: String) throws(CPSError) -> [UInt8] {
    try Digest.sha256(Array("CPSAUTH-DEPOSIT-V1\0\(kind.rawValue)\0".utf8) + Array(word.utf8))
  }

  /// The digest has one length, so that no two deposits have one message.
  private func message(_ digest: [UInt8], _ json: [UInt8]) -> [UInt8] {
    Array(kind.rawValue.utf8) + digest + json
  }
}
