internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// Counts entries before they are looked at: by account, known or not, and by network.
struct AttemptMeter: Sendable {
  /// What is entered; each has counts of its own.
  enum Purpose: String {
    case password, renewal, code, ownership
  }

  /// What stands for a network that is not known, as in quotas.
  private static let unknownNetwork = "unknown"
  private static let tag = Array("CPSAUTH-ACCOUNT-ATTEMPT-V1\0".utf8)

  let store: any AuthStore
  let limits: AccountAttempts
  let random: any RandomSource

  /// Counts an entry, and gives what takes it back when it was right.
  ///
  /// - Parameter isKnown: whether the account was entered from this network before: then it has a count of its own, so
  ///   that who guesses elsewhere does not make its owner wait.
  /// - Throws: ``Diagnostic/accountAttemptsExceeded`` with the time to wait; ``Diagnostic/storeUnavailable``.
  func count(
    _ purpose: Purpose, of account: String, from network: NetworkName?, isKnown: Bool, at now: Timestamp
  ) async throws(CPSError) -> [QuotaUnit] {
    let place = network?.text ?? Self.unknownNetwork
    let unit = try random.bytes(32)
    let charges = [
      QuotaCharge(
        key: try key(purpose, "account", account, isKnown ? place : ""), unit: unit, window: limits.window,
        limit: limits.account),
      QuotaCharge(
        key: try key(purpose, "network", place, ""), unit: unit, window: limits.window, limit: limits.network),
    ]
    switch try await store.charge(charges, at: now) {
    case .admitted: return charges.map { $0.quotaUnit(countedAt: now) }
    case .exceeded(_, _, let retryAt):
      let wait = max(.milliseconds(1), retryAt - now).milliseconds
      throw CPSError(.accountAttemptsExceeded, ["seconds": String((wait + 999) / 1_000)])
    }
  }

  /// Each part behind its length, so that no two accounts share a count.
  private func key(
    _ purpose: Purpose, _ kind: String, _ name: String, _ place: String
  ) throws(CPSError) -> [UInt8] {
    var content = Self.tag
    for part in [purpose.rawValue, kind, name, place] {
      content += withUnsafeBytes(of: UInt32(part.utf8.count).bigEndian) { Array($0) } + Array(part.utf8)
    }
    return try Digest.sha256(content)
  }
}
