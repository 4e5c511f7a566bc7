public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit

/// A proof that whoever sends a request holds a workstation key: a compact JWS (RFC 9449, clause 4).
///
/// Reading one verifies its signature and form; whether it belongs to the request at hand is asked with
/// ``matches(method:url:accessToken:)``, and freshness, nonce and replay are the service's to judge.
public struct DPoPProof: Sendable, Hashable {
  /// The longest header value, in bytes.
  public static let maximumLength = 4_096

  /// The key that signed.
  public let key: WorkstationKey
  /// The unique name of this proof: `jti`.
  public let id: String
  /// When the workstation says it made it: `iat`, in seconds.
  public let issuedAt: Timestamp
  /// The service's nonce that it repeats, if any.
  public let serverNonce: String?
  private let claims: DPoPClaims

  /// Reads the value of a `DPoP` header and verifies its signature.
  ///
  /// - Throws: ``Diagnostic/dpopInvalid``.
  public init(reading compact: String) throws(CPSError) {
    let text = Array(compact.utf8)
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard text.count <= Self.maximumLength, parts.count == 3,
      let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
      let signature = Base64URL.decode(parts[2])
    else { throw CPSError(.dpopInvalid, reason: "not a compact JWS") }
    let head = try ProtocolJSON.decode(DPoPHeader.self, from: header, otherwise: .dpopInvalid)
    let claims = try ProtocolJSON.decode(DPoPClaims.self, from: payload, otherwise: .dpopInvalid)
    // RFC 7515, clause 5.2: header and payload as they were sent, with the full stop between them.
    let signed = Array(text[..<parts[1].endIndex])
    guard try head.jwk.publicKey.isValid(signature: signature, for: signed, algorithm: .es256) else {
      throw CPSError(.dpopInvalid, reason: "signature")
    }
    guard (1...128).contains(claims.jti.utf8.count) else { throw CPSError(.dpopInvalid, reason: "jti") }
    key = head.jwk
    id = claims.jti
    issuedAt = Timestamp(secondsSince1970: claims.iat)
    serverNonce = claims.nonce
    self.claims = claims
  }

  /// Whether the proof was made for this method and address, and for this access token or for none.
  ///
  /// - Parameter url: scheme, authority and path, without query and fragment.
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func matches(method: String, url: String, accessToken: String?) throws(CPSError) -> Bool {
    var tokenHash: String?
    if let accessToken { tokenHash = try Self.hash(of: accessToken) }
    return claims.htm == method && claims.htu == url && claims.ath == tokenHash
  }

  /// Makes the value of a `DPoP` header.
  ///
  /// - Parameters:
  ///   - key: the workstation's private key, on P-256.
  ///   - method: the HTTP method, in upper case.
  ///   - url: scheme, authority and path, without query and fragment.
  ///   - accessToken: the session token that is sent along, if any.
  ///   - serverNonce: the latest nonce of the service, if it gave one.
  ///   - moment: the workstation's time.
  ///   - random: the source of the proof's id.
  /// - Throws: ``Diagnostic/keyMalformed``, ``Diagnostic/cryptographyFailed``,
  ///   ``Diagnostic/randomnessUnavailable``.
  public static func make(
    with key: PrivateKey, method: String, url: String, accessToken: String?, serverNonce: String?,
    at moment: Timestamp, random: some RandomSource
  ) throws(CPSError) -> String {
    let header = DPoPHeader(jwk: try WorkstationKey(key.publicKey))
    var tokenHash: String?
    if let accessToken { tokenHash = try hash(of: accessToken) }
    let claims = DPoPClaims(
      jti: Base64URL.encode(try random.bytes(16)), htm: method, htu: url, iat: moment.secondsSince1970,
      ath: tokenHash, nonce: serverNonce)
    let head = Base64URL.encode(try ProtocolJSON.encode(header))
    let signed = "\(head).\(Base64URL.encode(try ProtocolJSON.encode(claims)))"
    return "\(signed).\(Base64URL.encode(try key.sign(Array(signed.utf8), algorithm: .es256)))"
  }

  /// The `ath` claim: base64url of SHA-256 of the token's ASCII text (RFC 9449, clause 4.2).
  private static func hash(of accessToken: String) throws(CPSError) -> String {
    Base64URL.encode(try Digest.sha256(Array(accessToken.utf8)))
  }
}
