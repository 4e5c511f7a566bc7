import CPSDiagnostics
import CPSPrimitives
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@Suite struct PathValidatorTests {
  @Test func `a sound path is valid, and is returned from leaf to anchor`() throws {
    let tree = try TestTree()
    let outcome = try tree.outcome()
    #expect(outcome.isValid)
    #expect(outcome.problems.isEmpty)
    #expect(
      outcome.chain == [
        try tree.leafCertificate(), try tree.authorityCertificate(), try tree.rootCertificate(),
      ])
  }

  @Test func `every reason is found, not the first alone`() throws {
    var tree = try TestTree()
    tree.leaf.notAfter = TestTree.instant("2026-11-01T00:00:00Z")
    tree.authorityList.nextUpdate = TestTree.instant("2026-11-20T08:00:00Z")
    let outcome = try tree.outcome()
    #expect(Set(outcome.problems.map(\.kind)) == [.expired, .revocationListExpired])
    #expect(outcome.problems.allSatisfy { $0.depth == 0 && !$0.text.isEmpty })
    #expect(!outcome.isValid)
  }

  @Test(arguments: [
    ("2025-10-31T23:59:59Z", PathProblem.Kind.notYetValid), ("2028-11-01T00:00:01Z", .expired),
    ("2026-11-20T06:59:59Z", .revocationListMissing), ("2026-11-27T07:00:01Z", .revocationListExpired),
  ])
  func `time is the one that is given`(moment: String, kind: PathProblem.Kind) throws {
    let outcome = try TestTree().outcome(at: TestTree.instant(moment))
    #expect(outcome.problems.contains { $0.kind == kind })
  }

  @Test func `a revoked leaf and a revoked authority are refused`() throws {
    let past = TestTree.instant("2026-11-01T00:00:00Z")
    var tree = try TestTree()
    tree.authorityList.entries = [.init(serialNumber: tree.leaf.serialNumber, moment: past)]
    #expect(try tree.outcome().problems.map(\.kind) == [.revoked])
    tree.authorityList.entries = []
    tree.rootList.entries = [.init(serialNumber: tree.authority.serialNumber, moment: past)]
    let outcome = try tree.outcome()
    #expect(outcome.problems.map(\.kind) == [.revoked])
    #expect(outcome.problems.map(\.depth) == [1])
  }

  @Test func `CA-01 without its list a certificate is not good`() throws {
    let tree = try TestTree()
    let validator = try PathValidator(
      anchors: [tree.rootCertificate()], intermediates: [tree.authorityCertificate()],
      revocationLists: [tree.rootList.list(signedBy: tree.rootKey)], checking: .wholePath)
    let outcome = try validator.validate(
      tree.leafCertificate(), purpose: .clientAuthentication, at: TestTree.moment)
    #expect(outcome.problems.map(\.kind) == [.revocationListMissing])
    #expect(outcome.problems.map(\.depth) == [0])
  }

  @Test
  func `HN-13 a list of another key, of changes, or with an unknown critical extension counts for none`()
    throws
  {
    let unknown = CertificateExtension("1.2.3.4", isCritical: true, value: DEREncoding.null)
    let delta = CertificateExtension(.deltaCRLIndicator, isCritical: true, value: DEREncoding.integer(1))
    for item in [unknown, delta] {
      var tree = try TestTree()
      tree.authorityList.extensions.append(item)
      #expect(try tree.outcome().problems.map(\.kind) == [.revocationListMissing])
    }
    var tree = try TestTree()
    tree.authorityList.entries = [.init(serialNumber: [1], moment: TestTree.moment, extensions: [unknown])]
    #expect(try tree.outcome().problems.map(\.kind) == [.revocationListMissing])

    tree = try TestTree()
    let forged = try tree.authorityList.list(signedBy: tree.rootKey)
    let validator = try PathValidator(
      anchors: [tree.rootCertificate()], intermediates: [tree.authorityCertificate()],
      revocationLists: [tree.rootList.list(signedBy: tree.rootKey), forged], checking: .wholePath)
    let outcome = try validator.validate(tree.leafCertificate(), purpose: .any, at: TestTree.moment)
    #expect(outcome.problems.map(\.kind) == [.revocationListMissing])
  }

  @Test func `a path that does not reach a self-signed anchor is never accepted in part`() throws {
    let tree = try TestTree()
    let (root, authority) = (try tree.rootCertificate(), try tree.authorityCertificate())
    let sets: [(anchors: [Certificate], intermediates: [Certificate])] = [
      ([authority], []), ([], [authority, root]), ([root], []), ([], []), ([try tree.leafCertificate()], []),
    ]
    for set in sets {
      let validator = try PathValidator(
        anchors: set.anchors, intermediates: set.intermediates, revocationLists: tree.lists(),
        checking: .notChecked)
      let outcome = try validator.validate(tree.leafCertificate(), purpose: .any, at: TestTree.moment)
      #expect(outcome.problems.contains { $0.kind == .issuerUnknown })
    }
  }

  @Test func `HN-19 an anchor of the same name and identifier but another key is not the issuer`() throws {
    let tree = try TestTree()
    let impostor = try tree.root.certificate(for: tree.authorityKey.publicKey, signedBy: tree.authorityKey)
    let validator = try PathValidator(
      anchors: [impostor], intermediates: [tree.authorityCertificate()], revocationLists: tree.lists(),
      checking: .wholePath)
    let outcome = try validator.validate(tree.leafCertificate(), purpose: .any, at: TestTree.moment)
    #expect(outcome.problems.contains { $0.kind == .signature && $0.depth == 1 })
  }

  @Test func `an anchor whose own signature is wrong is refused`() throws {
    let tree = try TestTree()
    let anchor = try tree.root.certificate(for: tree.rootKey.publicKey, signedBy: tree.authorityKey)
    let validator = try PathValidator(
      anchors: [anchor], intermediates: [tree.authorityCertificate()], revocationLists: tree.lists(),
      checking: .wholePath)
    let outcome = try validator.validate(tree.leafCertificate(), purpose: .any, at: TestTree.moment)
    #expect(outcome.problems.map(\.kind) == [.signature])
    #expect(outcome.problems.map(\.depth) == [2])
  }

  @Test func `HN-16 an authority without the right to issue issues nothing`() throws {
    var tree = try TestTree()
    tree.authority.extensions[1] = TestTree.usage([.digitalSignature, .crlSign])
    #expect(try !tree.outcome().isValid)
    tree = try TestTree()
    tree.authority.extensions[0] = CertificateExtension(.basicConstraints, value: DEREncoding.sequence())
    #expect(try !tree.outcome().isValid)
    tree = try TestTree()
    tree.authority.notAfter = TestTree.instant("2026-01-01T00:00:00Z")
    let outcome = try tree.outcome()
    #expect(outcome.problems.contains { $0.kind == .expired && $0.depth == 1 })
  }

  @Test func `HN-16 an authority that may not delegate does not`() throws {
    let tree = try TestTree()
    let below = tree.authority.subject
    var second = tree.authority
    second.issuer = below
    second.subject = try TestTree.name("BELOW")
    second.extensions[3] = try TestTree.issuerIdentifier(
      Digest.sha1(tree.authorityKey.publicKey.subjectPublicKeyInfo))
    var leaf = tree.leaf
    leaf.issuer = second.subject
    let validator = try PathValidator(
      anchors: [tree.rootCertificate()],
      intermediates: [
        tree.authorityCertificate(),
        second.certificate(for: tree.authorityKey.publicKey, signedBy: tree.authorityKey),
      ], revocationLists: [], checking: .notChecked)
    let certificate = try leaf.certificate(for: tree.leafKey.publicKey, signedBy: tree.authorityKey)
    let outcome = try validator.validate(certificate, purpose: .any, at: TestTree.moment)
    #expect(outcome.problems.contains { $0.text.contains("path length") })
  }

  @Test func `HN-17 usages that do not allow the purpose are refused`() throws {
    var tree = try TestTree()
    tree.leaf.extensions[4] = TestTree.purposes([.serverAuthentication])
    #expect(try tree.outcome().problems.map(\.kind) == [.purpose])
    #expect(try tree.outcome(purpose: .any).isValid)
    tree = try TestTree()
    tree.leaf.extensions[3] = TestTree.usage(.nonRepudiation)
    #expect(try tree.outcome().problems.map(\.kind) == [.purpose])
  }

  @Test func `HN-18 an unknown critical extension is refused`() throws {
    var tree = try TestTree()
    tree.leaf.extensions.append(CertificateExtension("1.2.3.4", isCritical: true, value: DEREncoding.null))
    #expect(try tree.outcome().problems.map(\.kind) == [.criticalExtension])
  }

  @Test func `HC-19 a key below 112 bits is refused`() async throws {
    let tree = try TestTree()
    let weak = try await OpenSSLCommand.run([
      "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024",
    ])
    let certificate = try tree.leaf.certificate(
      for: PrivateKey(pem: weak.text).publicKey, signedBy: tree.authorityKey)
    let validator = try PathValidator(
      anchors: [tree.rootCertificate()], intermediates: [tree.authorityCertificate()],
      revocationLists: tree.lists(), checking: .wholePath)
    let outcome = try validator.validate(certificate, purpose: .clientAuthentication, at: TestTree.moment)
    #expect(outcome.problems.map(\.kind) == [.weak])
  }

  @Test func `one validator serves several threads`() throws {
    let tree = try TestTree()
    let validator = try PathValidator(
      anchors: [tree.rootCertificate()], intermediates: [tree.authorityCertificate()],
      revocationLists: tree.lists(), checking: .wholePath)
    let leaf = try tree.leafCertificate()
    DispatchQueue.concurrentPerform(iterations: 64) { _ in
      let outcome = try? validator.validate(leaf, purpose: .clientAuthentication, at: TestTree.moment)
      #expect(outcome?.isValid == true)
    }
  }
}
