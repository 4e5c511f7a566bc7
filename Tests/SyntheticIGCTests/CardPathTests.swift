import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

/// The cards of the fixtures, judged by the `openssl` command and by ours.
@Suite struct CardPathTests {
  private func judge(
    _ certificate: Certificate, at moment: Timestamp, lists: [RevocationList]
  ) async throws -> OpenSSLCommand.Answer {
    let tree = try Fixture.tree.get()
    func pem(_ certificates: [Certificate]) throws -> [UInt8] {
      Array(try certificates.map { try $0.pem() }.joined().utf8)
    }
    return try await OpenSSLCommand.run(
      [
        "verify", "-x509_strict", "-check_ss_sig", "-crl_check_all", "-purpose", "sslclient", "-auth_level",
        "2",
        "-no-CApath", "-no-CAstore", "-CAfile", "roots.pem", "-untrusted", "authorities.pem", "-CRLfile",
        "lists.pem", "-attime", "\(moment.secondsSince1970)", "card.pem",
      ],
      files: [
        "roots.pem": try pem(tree.roots), "authorities.pem": try pem(tree.intermediates),
        "lists.pem": Array(try lists.map { try $0.pem() }.joined().utf8), "card.pem": try pem([certificate]),
      ])
  }

  private func outcome(
    _ certificate: Certificate, at moment: Timestamp, lists: [RevocationList]
  ) throws -> PathOutcome {
    let tree = try Fixture.tree.get()
    return try PathValidator(
      anchors: tree.roots, intermediates: tree.intermediates, revocationLists: lists, checking: .wholePath
    ).validate(certificate, purpose: .clientAuthentication, at: moment)
  }

  private func fixtureLists() throws -> [RevocationList] {
    try SyntheticRole.all.map { role in
      try RevocationList(der: #require(FixtureBytes.read("\(Fixture.pki)/\(role.fileName).crl")))
    }
  }

  @Test(arguments: SyntheticCard.all.map(\.name))
  func `both give each card the verdict of its particularity`(name: String) async throws {
    let card = try #require(SyntheticCard.all.first { $0.name == name })
    let certificate = try SyntheticCardFiles(card, in: Fixture.cards).authentication
    let lists = try fixtureLists()
    let command = try await judge(certificate, at: SyntheticTree.fixtureMoment, lists: lists)
    let outcome = try outcome(certificate, at: SyntheticTree.fixtureMoment, lists: lists)
    let expected: (kinds: [PathProblem.Kind], text: String) =
      switch card.particularity {
      case .none, .compact: ([], "OK")
      case .expired: ([.expired], "certificate has expired")
      case .revoked: ([.revoked], "certificate revoked")
      case .signatureForAuthentication: ([.purpose], "purpose")
      }
    #expect(outcome.problems.map(\.kind) == expected.kinds)
    #expect(outcome.chain.count == 3)
    #expect(command.isSuccess == expected.kinds.isEmpty)
    #expect(command.text.contains(expected.text))
  }

  @Test func `a card made on the fly is good at once, and three years later no more`() async throws {
    let tree = try Fixture.tree.get()
    let moment = SyntheticTree.fixtureMoment + .milliseconds(40 * 86_400_000 + 123)
    let key = try SyntheticCardFiles(.nurse, in: Fixture.cards).authenticationKey.publicKey
    let profile = LeafProfile.cpsAuthentication(
      .nurse, cardNumber: "2698000199", validity: LeafValidity(issuedAt: moment))
    let certificate = try tree.issue(profile, for: key)
    let lists = try tree.issueRevocationLists(at: moment, revoked: [])
    #expect(try outcome(certificate, at: moment, lists: lists).isValid)
    #expect(try await judge(certificate, at: moment, lists: lists).isSuccess)
    let late = moment + .seconds(3 * 365 * 86_400)
    let lateLists = try tree.issueRevocationLists(at: late, revoked: [])
    #expect(try outcome(certificate, at: late, lists: lateLists).problems.map(\.kind) == [.expired])
  }

  @Test func `without its lists no card is good`() throws {
    let certificate = try SyntheticCardFiles(.physician, in: Fixture.cards).authentication
    let outcome = try outcome(certificate, at: SyntheticTree.fixtureMoment, lists: [])
    #expect(Set(outcome.problems.map(\.kind)) == [.revocationListMissing])
    #expect(outcome.problems.map(\.depth) == [0, 1, 2])
  }
}
