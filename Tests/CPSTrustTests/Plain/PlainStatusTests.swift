import CPSPrimitives
import OpenSSLKit
import Testing

@testable import CPSTrust

/// Answers of status responders in the plain mode.
@Suite struct PlainStatusTests {
  private let tree: PlainTree

  init() throws { tree = try PlainTree() }

  @Test func `a good answer stands in for a list that is missing or out of date`() throws {
    let answer = try answer(.good)
    #expect(try verdict(lists: [rootList()], [answer]).isValid)
    #expect(try !verdict(lists: [rootList()], []).isValid)
    var stale = tree.authorityList
    stale.nextUpdate = moment("2026-11-20T08:00:00Z")
    let lists = [try rootList(), try stale.list(signedBy: tree.authorityKey)]
    #expect(try verdict(lists: lists, [answer]).isValid)
    #expect(try verdict(lists: lists, []).reasons.map(\.kind) == [.revocationStale])
  }

  @Test func `a stale list of the root is no matter where answers settle the rest`() throws {
    var stale = tree.rootList
    stale.nextUpdate = moment("2026-11-20T08:00:00Z")
    let lists = [try stale.list(signedBy: tree.rootKey)]
    let authority = try answer(
      .good, serialNumber: tree.authority.serialNumber, from: tree.rootCertificate(), signedBy: tree.rootKey)
    #expect(try verdict(lists: lists, [try answer(.good), authority]).isValid)
    let alone = try verdict(lists: lists, [try answer(.good)])
    #expect(alone.reasons.map(\.kind) == [.revocationStale])
    #expect(alone.reasons.map(\.depth) == [1])
  }

  @Test func `an answer revokes, and none takes back what a list says`() throws {
    let revoked = try answer(.revoked(at: PlainTree.now - .seconds(60), reason: nil))
    #expect(try verdict(lists: tree.lists(), [revoked]).reasons.map(\.kind) == [.revoked])
    #expect(try verdict(lists: tree.lists(), [try answer(.good), revoked]).reasons.map(\.kind) == [.revoked])
    var list = tree.authorityList
    list.entries = [.init(serialNumber: tree.leaf.serialNumber, moment: PlainTree.now)]
    let lists = [try rootList(), try list.list(signedBy: tree.authorityKey)]
    #expect(try verdict(lists: lists, [try answer(.good)]).reasons.map(\.kind) == [.revoked])
  }

  @Test func `HN-12 an answer that cannot be relied on is none, and says why`() throws {
    let stranger = tree.spareKeys[0]
    let faulty = [
      try answer(.unknown), try answer(.good, signedBy: stranger),
      try answer(.good, at: PlainTree.now - .seconds(86_400)),
      try StatusResponse(der: StatusResponseBuilder.der(of: .tryLater)),
    ]
    for response in faulty {
      let reasons = try verdict(lists: [rootList()], [response]).reasons
      #expect(Set(reasons.map(\.kind)) == [.revocationUnknown])
      #expect(reasons.contains { $0.detail.hasPrefix("status response: ") })
      // Where the lists suffice nobody needs it.
      #expect(try verdict(lists: tree.lists(), [response]).isValid)
    }
    let crowd = [StatusResponse](repeating: try answer(.good), count: PlainVerifier.maximumResponses + 1)
    #expect(try verdict(lists: tree.lists(), crowd).reasons.map(\.kind) == [.bounds])
  }

  @Test func `HN-12 an answer about another certificate settles nothing`() throws {
    let other = try answer(.good, serialNumber: [0x77])
    #expect(try verdict(lists: [rootList()], [other]).reasons.map(\.kind) == [.revocationUnknown])
  }

  private func rootList() throws -> RevocationList { try tree.rootList.list(signedBy: tree.rootKey) }

  private func verdict(lists: [RevocationList], _ responses: [StatusResponse]) throws -> PlainVerdict {
    try PlainVerifier(
      roots: [tree.rootCertificate()], intermediates: [tree.authorityCertificate()], revocationLists: lists,
      statusResponses: responses
    ).verify(
      tree.leafCertificate(), requiring: PlainRequirements(purpose: .client, revocation: .require),
      at: PlainTree.now)
  }

  /// An answer of an authority itself, fresh for ten minutes.
  private func answer(
    _ status: CertificateStatus, serialNumber: [UInt8]? = nil, from issuer: Certificate? = nil,
    signedBy key: PrivateKey? = nil, at moment: Timestamp = PlainTree.now
  ) throws -> StatusResponse {
    let authority = try issuer ?? tree.authorityCertificate()
    let identifier = try CertificateIdentifier(
      serialNumber: serialNumber ?? tree.leafCertificate().serialNumber, issuedBy: authority, digest: .sha1)
    return try StatusResponseBuilder(
      responder: .name(authority.subject), producedAt: moment,
      statuses: [
        SingleStatus(
          of: identifier, status, thisUpdate: moment - .seconds(600), nextUpdate: moment + .seconds(600))
      ]
    ).response(signedBy: key ?? tree.authorityKey)
  }
}
