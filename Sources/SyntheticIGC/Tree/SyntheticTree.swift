public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit

/// A certificate tree that looks like IGC-Santé and is marked as synthetic in every name of an authority.
///
/// For tests and the demonstration: its private keys lie in the open, and nothing that a service links
/// contains it.
public struct SyntheticTree: Sendable {
  /// The nine authorities, each root before the two under it.
  public let authorities: [SyntheticAuthority]

  /// The moment at which tests with the fixtures take place: 2026-11-21T12:00:00Z.
  public static let fixtureMoment = Timestamp(secondsSince1970: 1_795_262_400)
  /// When the revocation lists of the fixtures were issued: 2026-11-20T07:00:00Z.
  public static let fixtureListMoment = Timestamp(secondsSince1970: 1_795_158_000)
  /// How long a revocation list of the tree lasts.
  public static let listLifetime = Duration.seconds(7 * 86_400)

  /// Issues the nine certificates for nine keys; the same keys give the same certificates.
  ///
  /// - Parameter key: gives the private key of an authority, RSA.
  /// - Throws: what `key` throws; ``Diagnostic/cryptographyFailed`` for keys that are not RSA.
  public static func make(
    key: (SyntheticRole) throws(CPSError) -> PrivateKey
  ) throws(CPSError) -> SyntheticTree {
    var authorities: [SyntheticAuthority] = []
    for family in SyntheticFamily.allCases {
      let rootKey = try key(.root(family))
      authorities.append(try SyntheticAuthority(.root(family), key: rootKey, issuerKey: rootKey))
      for branch in SyntheticBranch.allCases {
        let role = SyntheticRole.issuing(family, branch)
        authorities.append(try SyntheticAuthority(role, key: key(role), issuerKey: rootKey))
      }
    }
    return SyntheticTree(authorities: authorities)
  }

  /// Reads a tree from a folder: `ACI-FO-PP.cer` and `ACI-FO-PP.key.pem` and so on.
  ///
  /// - Throws: ``Diagnostic/inputMissing`` for a file that is not there;
  ///   ``Diagnostic/certificateMalformed`` or ``Diagnostic/keyMalformed`` for one that is not what it must be.
  public static func load(from directory: String) throws(CPSError) -> SyntheticTree {
    var authorities: [SyntheticAuthority] = []
    for role in SyntheticRole.all {
      let certificate = try Certificate(der: FixtureReader.bytes("\(directory)/\(role.fileName).cer"))
      let key = try PrivateKey(pem: FixtureReader.text("\(directory)/\(role.fileName).key.pem"))
      authorities.append(try SyntheticAuthority(role, certificate: certificate, key: key))
    }
    return SyntheticTree(authorities: authorities)
  }

  /// The certificates of the three roots.
  public var roots: [Certificate] { authorities.filter(\.role.isRoot).map(\.certificate) }

  /// The certificates of the six authorities under them.
  public var intermediates: [Certificate] { authorities.filter { !$0.role.isRoot }.map(\.certificate) }

  /// The authority at a place.
  ///
  /// - Throws: nothing for a tree that was made or loaded, since it has all nine.
  public func authority(_ role: SyntheticRole) throws(CPSError) -> SyntheticAuthority {
    guard let authority = authorities.first(where: { $0.role == role }) else {
      throw CPSError(.internalFault, reason: "no authority \(role.fileName)")
    }
    return authority
  }

  /// Issues a leaf.
  ///
  /// - Throws: ``Diagnostic/certificateMalformed`` for a profile that this product refuses to read.
  public func issue(_ profile: LeafProfile, for key: PublicKey) throws(CPSError) -> Certificate {
    try Certificate(der: encoding(of: profile, for: key))
  }

  /// The DER of a leaf, which this product may refuse to read.
  public func encoding(of profile: LeafProfile, for key: PublicKey) throws(CPSError) -> [UInt8] {
    let issuer = try authority(profile.issuer)
    let subject = try profile.subject.name()
    let extensions = LeafExtensions(profile: profile, key: key, issuerKey: issuer.key.publicKey)
    let derived = try SyntheticSerial.leaf(profile.issuer, subject: subject.der, key: key)
    let builder = CertificateBuilder(
      serialNumber: profile.serialNumber ?? derived,
      issuer: issuer.certificate.subject, subject: subject, notBefore: profile.validity.notBefore,
      notAfter: profile.validity.notAfter, extensions: try extensions.list())
    return try builder.der(for: key, signedBy: issuer.key)
  }

  /// Issues a fresh complete revocation list for each of the nine authorities.
  ///
  /// The demonstration runs on the clock of the machine, under which those of the fixtures are past their
  /// time. Each list's number is the moment in seconds, so that it never decreases.
  ///
  /// - Parameters:
  ///   - moment: thisUpdate; nextUpdate is ``listLifetime`` later.
  ///   - revoked: the certificates that are revoked, by whatever authority they were issued.
  public func issueRevocationLists(
    at moment: Timestamp, revoked: [Certificate]
  ) throws(CPSError) -> [RevocationList] {
    var lists: [RevocationList] = []
    for authority in authorities {
      let entries = revoked.filter { $0.issuer == authority.certificate.subject }.map(\.serialNumber)
      lists.append(
        try authority.revocationList(
          number: UInt64(clamping: moment.secondsSince1970), revoked: entries, thisUpdate: moment,
          nextUpdate: moment + Self.listLifetime))
    }
    return lists
  }
}
