import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SyntheticIGC

/// A certificate in the making: right in everything, to be made wrong in one thing.
struct LeafDraft {
  static let cardNumber = "2698000101"

  let tree: TestTree
  var profile: LeafProfile
  var key: PublicKey
  /// Changes to what the profile says, made last, so that they can be anything.
  var edits: [@Sendable (inout CertificateBuilder) throws -> Void] = []
  /// The tree that signs: another one for an impostor.
  var signingTree: SyntheticTree

  /// The authentication certificate of the CPS of a physician, unless another profile is given.
  init(in tree: TestTree, _ profile: LeafProfile? = nil) {
    self.tree = tree
    self.profile =
      profile ?? .cpsAuthentication(.physician, cardNumber: Self.cardNumber, validity: .fixture)
    key = tree.cardKey.publicKey
    signingTree = tree.igc
  }

  /// Replaces the extension of the same type, or adds it.
  mutating func set(_ item: CertificateExtension) {
    edits.append { builder in
      if let index = builder.extensions.firstIndex(where: { $0.oid == item.oid }) {
        builder.extensions[index] = item
      } else {
        builder.extensions.append(item)
      }
    }
  }

  mutating func remove(_ oid: ObjectIdentifier) {
    edits.append { builder in builder.extensions.removeAll { $0.oid == oid } }
  }

  mutating func edit(_ change: @escaping @Sendable (inout CertificateBuilder) throws -> Void) {
    edits.append(change)
  }

  func der() throws -> [UInt8] {
    let plain = try signingTree.issue(profile, for: key)
    guard !edits.isEmpty else { return plain.der }
    var builder = CertificateBuilder(
      serialNumber: plain.serialNumber, issuer: plain.issuer, subject: plain.subject,
      notBefore: plain.notBefore, notAfter: plain.notAfter, extensions: plain.extensions)
    for edit in edits { try edit(&builder) }
    return try builder.der(for: key, signedBy: try signingTree.authority(profile.issuer).key)
  }
}
