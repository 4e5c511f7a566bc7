internal import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import JWTKit
internal import OpenSSLKit

/// Writes tokens for services elsewhere: JWTs (RFC 7519) by ES256, under one of two keys that are published together.
///
/// The first key signs; the other is the one that will, or that did. A key is published before it signs and for as long
/// after as a token lives, so that nobody meets a token whose key they cannot know (docs/tokens.md).
public struct TokenSigner: Sendable {
  /// How many keys may be published at once.
  public static let maximumKeys = 2
  /// The explicit type of these tokens, so that none is taken for another kind (RFC 8725, clause 3.11).
  static let type = "cpsauth+jwt"

  /// What is published: the public keys (RFC 7517), as JSON.
  let publication: [UInt8]
  private let keys: JWTKeyCollection
  private let signingKey: JWKIdentifier

  /// A signer.
  ///
  /// - Parameter pem: the private keys on P-256 as PEM text (`openssl genpkey -algorithm EC -pkeyopt
  ///   ec_paramgen_curve:P-256`), the one that signs first.
  /// - Throws: ``Diagnostic/configurationInvalid`` for none, more than two, one twice, or no key on P-256.
  public static func make(signingWith pem: [String]) async throws(CPSError) -> TokenSigner {
    guard (1...maximumKeys).contains(pem.count) else { throw refusal("one key or two are expected") }
    var published: [JWK] = []
    var identifiers: [String] = []
    let keys = JWTKeyCollection()
    for text in pem {
      let (name, key, jwk) = try read(text)
      guard !identifiers.contains(name) else { throw refusal("the same key twice") }
      identifiers.append(name)
      published.append(jwk)
      await keys.add(ecdsa: key, kid: JWKIdentifier(string: name))
    }
    return TokenSigner(
      publication: try ProtocolJSON.encode(JWKS(keys: published)), keys: keys,
      signingKey: JWKIdentifier(string: identifiers[0]))
  }

  /// Signs what the audit log already has.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  func sign(_ grant: TokenGrant) async throws(CPSError) -> String {
    var header = JWTHeader()
    header.typ = Self.type
    do { return try await keys.sign(TokenPayload(grant), kid: signingKey, header: header) } catch {
      throw CPSError(.cryptographyFailed, reason: "token: \(error)")
    }
  }

  /// A key by the name that its public half gives it (RFC 7638).
  private static func read(_ text: String) throws(CPSError) -> (String, ES256PrivateKey, JWK) {
    guard let own = try? PrivateKey(pem: text), let (x, y) = own.publicKey.p256Coordinates,
      let name = try? WorkstationKey(own.publicKey).thumbprint.text, let key = try? ES256PrivateKey(pem: text)
    else { throw refusal("a private key on P-256, in PEM, is expected") }
    let jwk = JWK.ecdsa(
      .es256, identifier: JWKIdentifier(string: name), x: Base64URL.encode(x), y: Base64URL.encode(y),
      curve: .p256)
    return (name, key, jwk)
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": "token keys", "detail": detail], reason: detail)
  }
}
