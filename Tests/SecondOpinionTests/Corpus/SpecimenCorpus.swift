import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import TestSupport

/// The certificates of a synthetic tree: every leaf profile, wrong ones too, and every authority.
///
/// The keys are those of the fixtures' cards, for the authorities as well: 2,048 bits sign ten thousand times in
/// seconds, and the same keys give the same bytes in every run.
struct SpecimenCorpus: Sendable {
  static let shared = Result { try SpecimenCorpus() }

  let tree: SyntheticTree
  let specimens: [Specimen]

  private static let keyFolders = [
    "compact", "contactless", "cps4-rc", "cps4-t0", "cps4", "expired", "nurse", "pharmacist",
    "revoked",
  ]

  private init() throws {
    let keys = try Self.keyFolders.map { try Self.key("\($0)/authentication") }
    let impostorKeys = try Self.keyFolders.map { try Self.key("\($0)/signature") }
    let tree = try Self.tree(with: keys)
    let impostor = try Self.tree(with: impostorKeys)
    let card = try Self.key("physician/authentication").publicKey
    self.tree = tree
    var specimens = try Self.leaves.map { name, profile in
      try Self.specimen(name, tree.encoding(of: profile, for: card), by: profile.issuer, in: tree)
    }
    let genuine = Self.leaves[0].profile
    specimens.append(
      try Self.specimen(
        "impostor", impostor.encoding(of: genuine, for: card), by: genuine.issuer, in: tree))
    for authority in tree.authorities {
      specimens.append(
        try Self.specimen(
          authority.role.fileName, authority.certificate.der, by: .root(authority.role.family),
          in: tree))
    }
    self.specimens = specimens
  }

  private static func key(_ name: String) throws -> PrivateKey {
    try PrivateKey(
      pem: String(decoding: FixtureBytes.of("cards/\(name).key.pem"), as: UTF8.self))
  }

  private static func tree(with keys: [PrivateKey]) throws -> SyntheticTree {
    try SyntheticTree.make { role throws(CPSError) in
      guard let index = SyntheticRole.all.firstIndex(of: role), index < keys.count else {
        throw CPSError(.internalFault)
      }
      return keys[index]
    }
  }

  private static func specimen(
    _ name: String, _ der: [UInt8], by issuer: SyntheticRole, in tree: SyntheticTree
  ) throws -> Specimen {
    let other: SyntheticRole = issuer == .cards ? .issuing(.standard, .persons) : .cards
    return Specimen(
      name: name, der: der, signer: try tree.authority(issuer).key,
      otherSigner: try tree.authority(other).key)
  }
}
