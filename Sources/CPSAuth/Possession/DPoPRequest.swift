internal import CPSDiagnostics

/// What of an HTTP request a proof of possession speaks about.
public struct DPoPRequest: Sendable, Hashable {
  /// The method, in upper case.
  public let method: String
  /// The path with its leading slash, without query and fragment.
  public let path: String
  /// The values of all `DPoP` headers of the request; exactly one is right (RFC 9449, clause 4.3).
  public let proofs: [String]

  /// A request from its parts.
  public init(method: String, path: String, proofs: [String]) {
    self.method = method
    self.path = path
    self.proofs = proofs
  }

  /// The one proof.
  func proof() throws(CPSError) -> String {
    guard let first = proofs.first else { throw CPSError(.dpopMissing) }
    guard proofs.count == 1 else { throw CPSError(.dpopInvalid, reason: "\(proofs.count) DPoP headers") }
    return first
  }
}
