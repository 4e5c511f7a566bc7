import CPSPrimitives
import OpenSSLKit
import Synchronization
import Testing

@testable import CPSTrust

/// What costs is refused before it is processed, and look-alikes hide nobody.
@Suite struct PlainBoundsTests {
  private let tree: PlainTree

  init() throws { tree = try PlainTree() }

  @Test func `HN-15 a thousand authorities are not looked at`() throws {
    let crowd = [Certificate](repeating: try tree.authorityCertificate(), count: 1_000)
    let verdict = try tree.verdict(intermediates: crowd)
    #expect(verdict.reasons.map(\.kind) == [.bounds])
    #expect(verdict.chain == [try tree.leafCertificate()])
    let lists = [RevocationList](repeating: try tree.lists()[0], count: PlainVerifier.maximumLists + 1)
    #expect(try tree.verdict(lists: lists).reasons.map(\.kind) == [.bounds])
  }

  @Test func `HN-15 authorities that certify each other lead nowhere`() throws {
    let names = ["A", "B", "C", "D", "E", "F"]
    let keys = Dictionary(uniqueKeysWithValues: zip(names, tree.spareKeys))
    var crowd: [Certificate] = []
    for (name, key) in keys {
      for (issuer, issuerKey) in keys where issuer != name {
        let builder = try PlainTree.authority(name, under: issuer, key: key, issuerKey: issuerKey)
        crowd.append(try builder.certificate(for: key.publicKey, signedBy: issuerKey))
      }
    }
    #expect(crowd.count == 30)
    let issuerKey = tree.spareKeys[0]
    let leaf = try PlainTree.leaf("LEAF", under: "A", key: tree.leafKey, issuerKey: issuerKey)
      .certificate(for: tree.leafKey.publicKey, signedBy: issuerKey)
    let verdict = try tree.verdict(on: leaf, intermediates: crowd, revocation: .none)
    #expect(verdict.reasons.contains { $0.kind == .issuerUnknown })
    // One of them under the root is enough, if the way is short enough.
    let bridge = try PlainTree.authority("F", under: "ROOT", key: tree.spareKeys[5], issuerKey: tree.rootKey)
      .certificate(for: tree.spareKeys[5].publicKey, signedBy: tree.rootKey)
    let way = try tree.verdict(on: leaf, intermediates: crowd + [bridge], revocation: .none)
    #expect(way.isValid)
    #expect(way.chain.count == 4)
  }

  @Test(arguments: [(4, true), (5, false)])
  func `HN-15 four authorities may stand between, and no more`(count: Int, isValid: Bool) throws {
    var authorities: [Certificate] = []
    var issuer = (name: "ROOT", key: tree.rootKey)
    for (index, key) in ([tree.authorityKey] + tree.spareKeys).prefix(count).enumerated() {
      let name = "LEVEL \(index)"
      authorities.append(
        try PlainTree.authority(name, under: issuer.name, key: key, issuerKey: issuer.key)
          .certificate(for: key.publicKey, signedBy: issuer.key))
      issuer = (name, key)
    }
    let leaf = try PlainTree.leaf("LEAF", under: issuer.name, key: tree.leafKey, issuerKey: issuer.key)
      .certificate(for: tree.leafKey.publicKey, signedBy: issuer.key)
    #expect(try tree.verdict(on: leaf, intermediates: authorities, revocation: .none).isValid == isValid)
  }

  static let excesses: [Alteration<PlainTree>] = [
    Alteration("5,000 policies") { $0.leaf.extensions.append(Bulk.policies(5_000)) },
    Alteration("65 policies") { $0.authority.extensions.append(Bulk.policies(65)) },
    Alteration("65 mappings") { $0.authority.extensions.append(Bulk.mappings(65)) },
    Alteration("257 names") { $0.leaf.extensions.append(Bulk.names(257)) },
    Alteration("257 constraints") { $0.authority.extensions.append(Bulk.constraints(257)) },
  ]

  @Test(arguments: excesses)
  func `HN-15 what is too much is refused before it costs`(excess: Alteration<PlainTree>) throws {
    var tree = tree
    try excess.apply(&tree)
    // Nothing else was found out: neither libcrypto nor any rule saw the path.
    #expect(try tree.verdict().reasons.map(\.kind) == [.bounds])
  }

  static let costlyKeys = [
    KeyStrengthTests.WeakKey("16,384 bits", length: 2_048, ""),
    KeyStrengthTests.WeakKey("e of five bytes", exponent: [1, 0, 0, 0, 1], ""),
    KeyStrengthTests.WeakKey(
      "e as long as the modulus", exponent: [UInt8](repeating: 0x7F, count: 256), ""),
  ]

  @Test(arguments: costlyKeys)
  func `HN-15 a key that costs is never used`(costly: KeyStrengthTests.WeakKey) throws {
    let authority = try tree.authority.certificate(for: costly.key(), signedBy: tree.rootKey)
    let verdict = try tree.verdict(intermediates: [authority])
    #expect(verdict.reasons.map(\.kind) == [.bounds])
    #expect(verdict.reasons.map(\.depth) == [1])
    let genuine = try tree.authorityCertificate()
    #expect(try tree.verdict(intermediates: [authority, genuine]).isValid)
  }

  @Test func `HN-15 policies that multiply from level to level are refused`() throws {
    var authorities: [Certificate] = []
    var issuer = (name: "ROOT", key: tree.rootKey)
    for (index, key) in ([tree.authorityKey] + tree.spareKeys).prefix(4).enumerated() {
      let name = "LEVEL \(index)"
      var builder = try PlainTree.authority(name, under: issuer.name, key: key, issuerKey: issuer.key)
      builder.extensions += [Bulk.policies(8), Bulk.crossMappings(8)]
      authorities.append(try builder.certificate(for: key.publicKey, signedBy: issuer.key))
      issuer = (name, key)
    }
    var builder = try PlainTree.leaf("LEAF", under: issuer.name, key: tree.leafKey, issuerKey: issuer.key)
    builder.extensions.append(Bulk.policies(8))
    let leaf = try builder.certificate(for: tree.leafKey.publicKey, signedBy: issuer.key)
    let verdict = try tree.verdict(on: leaf, intermediates: authorities, revocation: .none)
    #expect(verdict.reasons.map(\.kind) == [.policy])
  }

  @Test func `HN-19 a look-alike with the same name and identifier hides nobody`() throws {
    let impostor = tree.spareKeys[0]
    // The same fields, key identifier included, but for the key; self-signed under the name of the root.
    let lookAlike = try tree.authority.certificate(for: impostor.publicKey, signedBy: impostor)
    let genuine = try tree.authorityCertificate()
    for crowd in [[lookAlike, genuine], [genuine, lookAlike]] {
      let verdict = try tree.verdict(intermediates: crowd)
      #expect(verdict.isValid)
      #expect(verdict.chain[1] == genuine)
    }
    let alone = try tree.verdict(intermediates: [lookAlike])
    #expect(alone.reasons.contains { $0.kind == .signature })
  }

  @Test func `a way that is barred does not bar the other one`() throws {
    let barred = try barredAuthority()
    let open = try tree.authorityCertificate()
    for crowd in [[barred, open], [open, barred]] {
      let verdict = try tree.verdict(intermediates: crowd)
      #expect(verdict.isValid)
      #expect(verdict.chain[1] == open)
    }
    let alone = try tree.verdict(intermediates: [barred])
    #expect(Set(alone.reasons.map(\.kind)) == [.nameConstraints])
  }

  @Test func `HN-15 when the time is over no other way is tried`() throws {
    let time = Mutex(Duration.zero)
    let verifier = PlainVerifier(
      roots: [try tree.rootCertificate()],
      intermediates: [try barredAuthority(), try tree.authorityCertificate()],
      revocationLists: try tree.lists(), statusResponses: [],
      elapsed: {
        time.withLock { time in
          time += .milliseconds(51)
          return time
        }
      })
    let verdict = try verifier.verify(
      tree.leafCertificate(), requiring: PlainRequirements(purpose: .client, revocation: .require),
      at: PlainTree.now)
    #expect(Set(verdict.reasons.map(\.kind)) == [.nameConstraints, .bounds])
  }

  /// The genuine key under the genuine name, certified for other names than the leaf has.
  private func barredAuthority() throws -> Certificate {
    var barred = tree.authority
    barred.serialNumber = [9]
    let tree = DEREncoding.sequence(DEREncoding.element(0xA4, try PlainTree.name("OTHER").der))
    barred.extensions.append(
      CertificateExtension(
        .nameConstraints, isCritical: true, value: DEREncoding.sequence(DEREncoding.element(0xA0, tree))))
    return try barred.certificate(for: self.tree.authorityKey.publicKey, signedBy: self.tree.rootKey)
  }
}
