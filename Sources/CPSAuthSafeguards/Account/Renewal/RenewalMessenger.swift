public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// Writes to the address that is registered for an account: the code of a renewal, and that the password is another one.
///
/// It is given the name of a code and not the code (``OneUseCode``), so that none stands in what waits to be sent.
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

  /// Has its owner told that an account has another password, so that who did not choose it learns of it.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  func tell(
    ofRenewalOf account: AccountName, to address: MailAddress, at moment: Timestamp
  ) async throws(CPSError)
}
