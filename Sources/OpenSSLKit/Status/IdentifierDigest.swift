internal import CPSDiagnostics

/// The digests by which a status request or response names an issuer (RFC 6960, clause 4.1.1).
///
/// Neither protects anything: the name and the key that are digested are those of an authority that is known.
public enum IdentifierDigest: String, Sendable, Hashable, CaseIterable {
  /// SHA-1, which every responder knows (RFC 5019, clause 2.1.1).
  case sha1 = "sha-1"
  /// SHA-256.
  case sha256 = "sha-256"

  /// The algorithm that an AlgorithmIdentifier names, without parameters or with NULL (RFC 4055, clause 2.1).
  init(_ element: DERElement) throws(CPSError) {
    let members = try element.children()
    guard element.tag == 0x30,
      let digest = Self.allCases.first(where: { $0.oid == members.first?.objectIdentifier }),
      members.count == 1 || (members.count == 2 && members[1].tag == 0x05)
    else { throw DERElement.failure("digest of certID") }
    self = digest
  }

  /// AlgorithmIdentifier with NULL: some responders compare bytes, and this is what all others send.
  var encoding: [UInt8] { DEREncoding.sequence(DEREncoding.objectIdentifier(oid), DEREncoding.null) }

  /// The length of a value, in bytes.
  var length: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    }
  }

  func digest(_ bytes: [UInt8]) throws(CPSError) -> [UInt8] {
    switch self {
    case .sha1: try Digest.sha1(bytes)
    case .sha256: try Digest.sha256(bytes)
    }
  }

  private var oid: ObjectIdentifier {
    switch self {
    case .sha1: "1.3.14.3.2.26"
    case .sha256: "2.16.840.1.101.3.4.2.1"
    }
  }
}
