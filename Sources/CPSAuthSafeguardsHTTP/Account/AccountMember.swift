internal import CPSAuth
internal import CPSDiagnostics

/// The member `account` of a body.
enum AccountMember {
  /// The name of an account.
  ///
  /// - Throws: ``Diagnostic/requestMalformed``.
  static func name(_ text: String) throws(CPSError) -> AccountName {
    do { return try AccountName(text) } catch {
      throw CPSError(.requestMalformed, ["detail": "account"], reason: error.reason)
    }
  }
}
