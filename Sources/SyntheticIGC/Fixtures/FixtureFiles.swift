public import CPSDiagnostics
internal import CPSPrimitives
public import OpenSSLKit

/// The files of `Fixtures/pki` and `Fixtures/cards`, made from their private keys alone.
///
/// Signatures by RSASSA-PKCS1-v1_5 are always the same for the same key, and serial numbers are derived, so
/// that the same keys give the same files to the byte: a test makes them again and compares.
public struct FixtureFiles: Sendable {
  /// A private key of the fixtures.
  public struct KeyRequest: Sendable {
    /// Its file, relative to `Fixtures`.
    public let path: String
    /// Bits of its modulus: 4,096 for authorities and 2,048 for cards, as the real ones have.
    public let bits: Int
  }

  /// The contents by path, relative to `Fixtures`.
  public private(set) var contents: [String: [UInt8]] = [:]

  /// Makes every file.
  ///
  /// - Parameter key: gives the private key that is asked for, which a file may hold already.
  /// - Throws: what `key` throws.
  public init(key: (KeyRequest) throws(CPSError) -> PrivateKey) throws(CPSError) {
    let tree = try SyntheticTree.make { role throws(CPSError) in
      try key(KeyRequest(path: "pki/\(role.fileName).key.pem", bits: 4_096))
    }
    try add(tree)
    var revoked: [Certificate] = []
    for card in SyntheticCard.all {
      let authentication = try add("authentication", card.authenticationProfile, of: card, in: tree, key: key)
      _ = try add("signature", card.signatureProfile, of: card, in: tree, key: key)
      if card.isContactless {
        _ = try add("technical", card.technicalProfile, of: card, in: tree, key: key)
      }
      contents["cards/\(card.name)/card.json"] = try CardDescriptionFile(card).bytes()
      if card.particularity == .revoked { revoked.append(authentication) }
    }
    let lists = try tree.issueRevocationLists(at: SyntheticTree.fixtureListMoment, revoked: revoked)
    for (authority, list) in zip(tree.authorities, lists) {
      contents["pki/\(authority.role.fileName).crl"] = list.der
    }
  }

  /// Certificates, keys, and the list of fingerprints that `sha256sum --check` reads.
  private mutating func add(_ tree: SyntheticTree) throws(CPSError) {
    var fingerprints = ""
    for authority in tree.authorities {
      let name = authority.role.fileName
      contents["pki/\(name).cer"] = authority.certificate.der
      contents["pki/\(name).pem"] = Array(try authority.certificate.pem().utf8)
      contents["pki/\(name).key.pem"] = Array(try authority.key.pem().utf8)
      fingerprints += "\(Hexadecimal.encode(authority.certificate.sha256))  \(name).cer\n"
    }
    contents["pki/authorities.sha256"] = Array(fingerprints.utf8)
  }

  private mutating func add(
    _ purpose: String, _ profile: LeafProfile, of card: SyntheticCard, in tree: SyntheticTree,
    key: (KeyRequest) throws(CPSError) -> PrivateKey
  ) throws(CPSError) -> Certificate {
    let file = "cards/\(card.name)/\(purpose)"
    let cardKey = try key(KeyRequest(path: "\(file).key.pem", bits: 2_048))
    let certificate = try tree.issue(profile, for: cardKey.publicKey)
    contents["\(file).der"] = certificate.der
    contents["\(file).key.pem"] = Array(try cardKey.pem().utf8)
    return certificate
  }
}
