public import CPSDiagnostics

/// What a fetch did.
public struct TrustFetch: Sendable {
  /// What of the published files is in the store, and what is not and why; files are named by their addresses.
  public internal(set) var intake = TrustImport()
  /// What did not come, by address, and why.
  public internal(set) var unavailable: [(address: String, error: CPSError)] = []
}
