internal import CPSDiagnostics
internal import CPSPrimitives
public import CPSProof

/// What a session is bound to: its token is worth nothing to whoever cannot show it.
///
/// Written as the member `cnf` of a token is (RFC 7800, clause 3.1).
public enum SessionBinding: Sendable, Hashable {
  /// The key of a workstation, which signs every request (RFC 9449).
  case workstationKey(KeyThumbprint)
  /// The client certificate of a TLS connection, by the SHA-256 of its DER: 32 bytes (RFC 8705, clause 3).
  case certificate(sha256: [UInt8])

  /// The thumbprint in base64url: the name under which a store finds the sessions of one workstation.
  public var text: String {
    switch self {
    case .workstationKey(let thumbprint): thumbprint.text
    case .certificate(let digest): Base64URL.encode(digest)
    }
  }

  /// The workstation key, or the error of what a certificate cannot be asked for.
  ///
  /// Challenges are issued to workstation keys alone, so that a session of a TLS connection answers none.
  ///
  /// - Throws: ``Diagnostic/dpopMissing``.
  func requireWorkstationKey() throws(CPSError) -> KeyThumbprint {
    switch self {
    case .workstationKey(let thumbprint): return thumbprint
    case .certificate: throw CPSError(.dpopMissing, reason: "the session is bound to a certificate")
    }
  }
}

extension SessionBinding: Codable {
  private enum Key: String, CodingKey {
    /// RFC 9449, clause 6.1.
    case keyThumbprint = "jkt"
    /// RFC 8705, clause 3.1.
    case certificateThumbprint = "x5t#S256"
  }

  /// Reads exactly one of the two members.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard container.allKeys.count == 1, let key = container.allKeys.first,
      let bytes = Base64URL.decode(try container.decode(String.self, forKey: key)),
      bytes.count == KeyThumbprint.length
    else { throw CPSError(.storeUnavailable, reason: "binding of a session") }
    switch key {
    case .keyThumbprint: self = .workstationKey(try KeyThumbprint(bytes))
    case .certificateThumbprint: self = .certificate(sha256: bytes)
    }
  }

  /// Writes the member of its kind.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .workstationKey: try container.encode(text, forKey: .keyThumbprint)
    case .certificate: try container.encode(text, forKey: .certificateThumbprint)
    }
  }
}
