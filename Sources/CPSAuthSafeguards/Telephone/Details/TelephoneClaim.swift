public import CPSAuth
internal import OpenSSLKit

/// That an account has these bank characters, said by a caller or by who registers them; a ``TelephoneKeyRing`` makes it.
///
/// Without description, so that no log line holds a code by mistake.
public struct TelephoneClaim: Sendable {
  /// The account.
  public let account: AccountName
  let presentEpoch: String
  private let codes: [String: [UInt8]]

  init(account: AccountName, presentEpoch: String, codes: [String: [UInt8]]) {
    self.account = account
    self.presentEpoch = presentEpoch
    self.codes = codes
  }

  /// What is kept of it.
  var details: TelephoneRecord.Details {
    TelephoneRecord.Details(epoch: presentEpoch, code: codes[presentEpoch] ?? [])
  }

  /// Whether it says what is registered, in a time that does not depend on it.
  ///
  /// Where nothing is registered, or in an epoch whose key is gone, it is compared with `decoy`, which nobody can say.
  func matches(_ details: TelephoneRecord.Details?, orElse decoy: [UInt8]) -> Bool {
    let own = codes[details?.epoch ?? presentEpoch]
    let isThere = details != nil && own != nil
    let equal = MessageAuthentication.areEqual(own ?? decoy, details?.code ?? decoy.reversed())
    return equal && isThere
  }
}

extension TelephoneClaim: CustomStringConvertible, CustomReflectable {
  /// Never a code.
  public var description: String { "TelephoneClaim" }

  /// Nothing inside.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
