public import CPSAuth
public import CPSDiagnostics
public import CPSTrust

extension AccountBook: AccountOwnership {
  /// Whether the account is there and says that it belongs to this professional.
  public func isOwner(
    _ professional: NationalIdentifier, of account: AccountName
  ) async throws(CPSError) -> Bool {
    try await self.account(account)?.owner == professional.text
  }
}
