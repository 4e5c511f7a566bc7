import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// What the plain mode accepts, and the reasons that it gives.
@Suite struct PlainVerifierTests {
  private let tree: PlainTree

  init() throws { tree = try PlainTree() }

  @Test(arguments: [PlainPurpose.client, .any])
  func `a sound chain is valid, and is returned to its root`(purpose: PlainPurpose) throws {
    let verdict = try tree.verdict(purpose: purpose)
    #expect(verdict.isValid)
    #expect(
      verdict.chain == [
        try tree.leafCertificate(), try tree.authorityCertificate(), try tree.rootCertificate(),
      ])
  }

  @Test func `every reason is given, not the first alone`() throws {
    var tree = tree
    tree.leaf.notAfter = moment("2026-11-01T00:00:00Z")
    tree.authorityList.nextUpdate = moment("2026-11-20T08:00:00Z")
    tree.leaf.serialNumber = [UInt8](repeating: 1, count: 21)
    let reasons = try tree.verdict().reasons
    #expect(Set(reasons.map(\.kind)) == [.expired, .revocationStale, .profile])
    #expect(reasons.allSatisfy { $0.depth == 0 && !$0.detail.isEmpty })
  }

  @Test func `CA-01 without its list a certificate is not valid, unless nobody asks`() throws {
    let verdict = try tree.verdict(lists: [tree.rootList.list(signedBy: tree.rootKey)])
    #expect(verdict.reasons.map(\.kind) == [.revocationUnknown])
    #expect(verdict.reasons.map(\.depth) == [0])
    #expect(try tree.verdict(lists: [], revocation: .none).isValid)
  }

  @Test func `a root needs no list of its own`() throws {
    let leaf = try PlainTree.leaf("LEAF", under: "ROOT", key: tree.leafKey, issuerKey: tree.rootKey)
      .certificate(for: tree.leafKey.publicKey, signedBy: tree.rootKey)
    #expect(try !tree.verdict(on: leaf, intermediates: [], lists: []).isValid)
    let list = try tree.rootList.list(signedBy: tree.rootKey)
    #expect(try tree.verdict(on: leaf, intermediates: [], lists: [list]).isValid)
  }

  @Test func `the last second of a certificate belongs to it, and no more`() throws {
    var tree = tree
    tree.leaf.notAfter = PlainTree.now
    #expect(try tree.verdict().isValid)
    #expect(try tree.verdict(at: PlainTree.now + .seconds(1)).reasons.map(\.kind) == [.expired])
  }

  @Test func `usages that do not allow a client are refused, and are nothing to other questions`() throws {
    var tree = tree
    tree.leaf.extensions[1] = Extensions.purposes(.serverAuthentication)
    #expect(try tree.verdict().reasons.map(\.kind) == [.purpose])
    #expect(try tree.verdict(purpose: .any).isValid)
  }

  @Test func `a policy that is asked for must hold along the path`() throws {
    var tree = tree
    let asked = PolicyRequirements(accepted: ["1.2.3.4"], requiresExplicitPolicy: true)
    #expect(try tree.verdict(policies: asked).reasons.map(\.kind) == [.policy])
    tree.leaf.extensions.append(Extensions.policy("1.2.3.4"))
    #expect(try !tree.verdict(policies: asked).isValid)
    tree.authority.extensions.append(Extensions.policy(.anyPolicy))
    #expect(try tree.verdict(policies: asked).isValid)
    var inhibited = asked
    inhibited.inhibitsAnyPolicy = true
    #expect(try tree.verdict(policies: inhibited).reasons.map(\.kind) == [.policy])
    let other = PolicyRequirements(accepted: ["1.2.3.5"], requiresExplicitPolicy: true)
    #expect(try tree.verdict(policies: other).reasons.map(\.kind) == [.policy])
  }

  @Test func `a card of the synthetic tree is one, and its signature certificate is not`() throws {
    let shared = try TestTree.shared.get()
    let verifier = PlainVerifier(roots: shared.igc.roots, intermediates: shared.igc.intermediates)
    func reasons(_ profile: LeafProfile, _ purpose: PlainPurpose) throws -> [PlainReason.Kind] {
      let certificate = try Certificate(der: LeafDraft(in: shared, profile).der())
      return try verifier.verify(
        certificate, requiring: PlainRequirements(purpose: purpose, revocation: .none), at: TestTree.now
      ).reasons.map(\.kind)
    }
    let number = LeafDraft.cardNumber
    let card = LeafProfile.cpsAuthentication(.physician, cardNumber: number, validity: .fixture)
    let signature = LeafProfile.cpsSignature(.physician, cardNumber: number, validity: .fixture)
    #expect(try reasons(card, .cps) == [])
    #expect(try reasons(signature, .cps).contains(.card))
    #expect(try reasons(signature, .any) == [])
    let plain = try tree.verdict(revocation: .none)
    #expect(plain.isValid)
    #expect(try tree.verdict(purpose: .cps, revocation: .none).reasons.contains { $0.kind == .card })
  }
}
