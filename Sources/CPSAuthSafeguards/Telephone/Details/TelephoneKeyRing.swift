public import CPSAuth
public import CPSDiagnostics

/// The key of the present epoch, and those of epochs before, under which details that were registered then are still
/// compared.
public final class TelephoneKeyRing: Sendable {
  /// The most keys of earlier epochs.
  public static let maximumFormerKeys = 4

  /// Under which details are registered.
  public let present: TelephoneKey
  private let former: [TelephoneKey]

  /// Every key, the present one first.
  var all: [TelephoneKey] { [present] + former }

  /// A ring.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` for two keys of one epoch, two epochs of one key, and more than
  ///   ``maximumFormerKeys``.
  public init(_ present: TelephoneKey, before former: [TelephoneKey] = []) throws(CPSError) {
    let all = [present] + former
    guard former.count <= Self.maximumFormerKeys, Set(all.map(\.epoch)).count == all.count else {
      throw Self.refusal("an epoch of its own for each key, and at most \(Self.maximumFormerKeys) before")
    }
    for (place, key) in all.enumerated() {
      for other in all[..<place] where try key.isCopy(of: other) {
        throw Self.refusal("the same bytes in epochs \(other.epoch) and \(key.epoch)")
      }
    }
    self.present = present
    self.former = former
  }

  /// What somebody says of an account, in a form that can be compared and not read; the characters are needed no longer.
  ///
  /// One code for each epoch, whatever is registered: the work is the same for every account.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``, ``Diagnostic/processForked``.
  public func claim(
    of characters: borrowing BankCharacters, for account: AccountName
  ) throws(CPSError) -> TelephoneClaim {
    var codes: [String: [UInt8]] = [:]
    for key in all { codes[key.epoch] = try key.code(of: characters, for: account) }
    return TelephoneClaim(account: account, presentEpoch: present.epoch, codes: codes)
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": "telephone keys", "detail": detail])
  }
}
