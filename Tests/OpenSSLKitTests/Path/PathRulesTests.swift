import CPSPrimitives
import OpenSSLKit
import Testing

/// What severity changes in a validation, and what it never does.
@Suite struct PathRulesTests {
  private static let plain = PathRules(
    strength: .judgedByCaller, lists: .anyForm, policies: PolicyRequirements.none,
    toleratesUncriticalConstraints: true, includesLastSecond: true, needsListOfAnchor: false)

  private func kinds(
    _ tree: TestTree, under rules: PathRules, lists: [RevocationList]? = nil,
    at moment: Timestamp = TestTree.moment
  ) throws -> [PathProblem.Kind] {
    try PathValidator(
      anchors: [tree.rootCertificate()], intermediates: [tree.authorityCertificate()],
      revocationLists: lists ?? tree.lists(), checking: .wholePath, rules: rules
    ).validate(tree.leafCertificate(), purpose: .clientAuthentication, at: moment).problems.map(\.kind)
  }

  @Test func `a sound path is valid under either`() throws {
    #expect(try kinds(TestTree(), under: .logIn).isEmpty)
    #expect(try kinds(TestTree(), under: Self.plain).isEmpty)
  }

  @Test func `a log-in tolerates nothing`() throws {
    var tree = try TestTree()
    tree.authority.extensions[0] = CertificateExtension(
      .basicConstraints, value: TestTree.constraints(pathLength: 0).value)
    #expect(try kinds(tree, under: .logIn) == [.other])
    #expect(try kinds(tree, under: Self.plain).isEmpty)

    tree = try TestTree()
    tree.leaf.notAfter = TestTree.moment
    #expect(try kinds(tree, under: .logIn) == [.expired])
    #expect(try kinds(tree, under: Self.plain).isEmpty)
    let later = TestTree.moment + .seconds(1)
    #expect(try kinds(tree, under: Self.plain, at: later) == [.expired])

    tree = try TestTree()
    let lists = [try tree.authorityList.list(signedBy: tree.authorityKey)]
    #expect(try kinds(tree, under: .logIn, lists: lists) == [.revocationListMissing, .revocationListMissing])
    // The authority stands on the root's list; the root on none.
    #expect(try kinds(tree, under: Self.plain, lists: lists) == [.revocationListMissing])
  }

  @Test func `policies are looked at where they are asked for`() throws {
    var asked = Self.plain
    asked.policies = PolicyRequirements(accepted: ["1.2.3.4"], requiresExplicitPolicy: true)
    #expect(try kinds(TestTree(), under: asked) == [.policy])
    asked.policies = PolicyRequirements(accepted: ["1.2.3.4"])
    #expect(try kinds(TestTree(), under: asked).isEmpty)
  }

  @Test func `HN-13 a list of changes alone is no list`() throws {
    var tree = try TestTree()
    tree.authorityList.extensions.append(
      CertificateExtension(.deltaCRLIndicator, isCritical: true, value: DEREncoding.integer(1)))
    let list = try tree.authorityList.list(signedBy: tree.authorityKey)
    #expect(PathRules.logIn.fault(of: list) == "a list of changes alone")
    #expect(Self.plain.fault(of: list) == nil)
    #expect(try kinds(tree, under: Self.plain) == [.revocationListMissing])
  }

  @Test(arguments: ["", "1", "1.", "3.1", "1.40", "1.2.x", "1..2", " 1.2", "1.2.99999999999999999999"])
  func `what is no object identifier is refused`(text: String) {
    #expect(ObjectIdentifier(dotted: text) == nil)
  }

  @Test func `an object identifier that was typed is one`() {
    #expect(ObjectIdentifier(dotted: "2.16.840.1.101.3.2.1.48.1") == "2.16.840.1.101.3.2.1.48.1")
  }
}
