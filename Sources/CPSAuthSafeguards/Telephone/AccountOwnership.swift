public import CPSAuth
public import CPSDiagnostics
public import CPSTrust

/// Says which professional an account belongs to.
public protocol AccountOwnership: Sendable {
  /// Whether the account belongs to this professional; false for an account that is not there.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  func isOwner(_ professional: NationalIdentifier, of account: AccountName) async throws(CPSError) -> Bool
}
