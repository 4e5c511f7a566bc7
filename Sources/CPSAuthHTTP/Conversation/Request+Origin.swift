public import CPSAuth
internal import CPSDiagnostics
internal import HTTPTypes
public import Hummingbird

extension Request {
  /// Where this request comes from, and what it shows that it may use a session.
  ///
  /// The address that proofs speak about is made of the configured audience and this path: the `Host` header plays
  /// no part.
  public func origin(in conversation: Conversation) -> RequestOrigin {
    origin(in: conversation, method: method.rawValue, path: uri.path)
  }

  /// The token behind `Authorization: DPoP`, or `Bearer` over a connection with a certificate; never one from the
  /// address (attack case HN-23).
  ///
  /// Any other `Bearer` token counts as none, as RFC 9449, clause 7.2 demands of a token that is bound to a key.
  func sessionToken(in conversation: Conversation) throws(CPSError) -> SessionToken? {
    let values = headers[values: .authorization]
    guard let value = values.first else { return nil }
    let parts = value.split(separator: " ", omittingEmptySubsequences: false)
    guard values.count == 1, parts.count == 2 else { return nil }
    switch parts[0].lowercased() {
    case "dpop": break
    case "bearer" where conversation.presentation != nil && headers[values: .dpop].isEmpty: break
    default: return nil
    }
    return try SessionToken(reading: String(parts[1]))
  }

  /// The same as ``origin(in:)`` of a request that a proxy has received and asks about.
  ///
  /// - Parameters:
  ///   - method: that of the client's request.
  ///   - path: that of the client's request, without query.
  func origin(in conversation: Conversation, method: String, path: String) -> RequestOrigin {
    RequestOrigin(
      DPoPRequest(method: method, path: path, proofs: headers[values: .dpop]),
      presentation: claimsKey ? nil : conversation.presentation, network: conversation.network)
  }

  /// Whether the token is sent as one that is bound to a key: a proof of that key alone speaks for it then, and not
  /// the certificate of the connection (RFC 9449, clause 7.1).
  private var claimsKey: Bool {
    headers[values: .authorization].contains { $0.prefix { $0 != " " }.lowercased() == "dpop" }
  }
}
