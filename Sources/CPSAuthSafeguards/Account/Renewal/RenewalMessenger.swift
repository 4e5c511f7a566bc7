public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// Sends the code of a renewal to the address that is registered for an account.
///
/// It is given the name of the code and not the code (``OneUseCode``), so that none stands in what waits to be sent.
public protocol RenewalMessenger: Sendable {
  /// Has a message sent; it returns when that cannot be forgotten any more.
  ///
  /// - Parameters:
  ///   - name: what ``OneUseCode/text(of:)`` makes the code of, when the message leaves.
  ///   - expiry: until when the code is good.
  /// - Throws: ``Diagnostic/storeUnavailable``.
  func send(
    codeNamed name: String, for account: AccountName, to address: MailAddress, until expiry: Timestamp
  ) async throws(CPSError)
}
