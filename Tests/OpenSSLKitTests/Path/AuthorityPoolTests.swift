import CPSPrimitives
import OpenSSLKit
import Testing

/// The search for paths, before anything of them is validated.
@Suite struct AuthorityPoolTests {
  private let tree: TestTree
  private let root: Certificate
  private let authority: Certificate
  private let leaf: Certificate

  init() throws {
    tree = try TestTree()
    root = try tree.rootCertificate()
    authority = try tree.authorityCertificate()
    leaf = try tree.leafCertificate()
  }

  private func paths(among intermediates: [Certificate]) throws -> [[Certificate]] {
    try #require(AuthorityPool(anchors: [root], intermediates: intermediates)).paths(from: leaf)
  }

  @Test func `the one path is found, whatever else lies there`() throws {
    #expect(try paths(among: [authority]) == [[leaf, authority, root]])
    #expect(try paths(among: [leaf, root, authority, authority]).first == [leaf, authority, root])
  }

  @Test func `what leads nowhere is given as far as it goes`() throws {
    #expect(try paths(among: []) == [[leaf]])
    let pool = try #require(AuthorityPool(anchors: [], intermediates: [authority]))
    #expect(try pool.paths(from: leaf) == [[leaf, authority]])
    #expect(try pool.paths(from: root) == [[root]])
  }

  @Test func `an anchor is a path of its own`() throws {
    let pool = try #require(AuthorityPool(anchors: [root, authority], intermediates: []))
    #expect(try pool.paths(from: authority) == [[authority]])
    #expect(try pool.paths(from: leaf) == [[leaf, authority]])
  }

  @Test func `HN-19 of several with one name those whose key signed are taken`() throws {
    let lookAlike = try tree.authority.certificate(for: tree.rootKey.publicKey, signedBy: tree.rootKey)
    #expect(try paths(among: [lookAlike, authority]) == [[leaf, authority, root]])
    #expect(try paths(among: [lookAlike]) == [[leaf, lookAlike, root]])
  }

  @Test func `HN-15 the pool, the ways and the paths are bounded`() throws {
    let most = [Certificate](repeating: authority, count: AuthorityPool.maximumCount - 1)
    #expect(AuthorityPool(anchors: [root, root], intermediates: most) == nil)
    let pool = try #require(AuthorityPool(anchors: [root], intermediates: most))
    #expect(try pool.paths(from: leaf).count == 16)
  }

  @Test func `the signers of lists are those whose key signed one`() throws {
    let pool = try #require(AuthorityPool(anchors: [root], intermediates: [leaf, authority]))
    #expect(try pool.signers(of: tree.lists()) == [authority])
    #expect(try pool.signers(of: []) == [])
    let forged = try tree.authorityList.list(signedBy: tree.rootKey)
    #expect(try pool.signers(of: [forged]) == [])
  }
}
