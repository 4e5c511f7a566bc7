import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// What becomes of a verified professional when a status responder is asked.
@Suite struct StatusInquiryTests {
  /// What a transport or a responder may do that is no answer, and the row that says so.
  static let failures: [ResponderConduct] = [
    ResponderConduct("unreachable, late, too large or elsewhere", .statusUnanswered) { _ in
      throw CPSError(.statusUnanswered)
    },
    ResponderConduct("a failure of another name", .statusUnanswered) { _ in throw CPSError(.serviceTimedOut)
    },
    ResponderConduct("tryLater", .statusUnanswered) { _ in StatusResponseBuilder.der(of: .tryLater) },
    ResponderConduct("unauthorized", .statusUnanswered) { _ in StatusResponseBuilder.der(of: .unauthorized) },
    ResponderConduct("nothing", .statusRefused) { _ in [] },
    ResponderConduct("a page", .statusRefused) { _ in Array("<html>".utf8) },
    ResponderConduct("the request itself", .statusRefused) { $0.request.der },
    ResponderConduct("an answer with a byte behind it", .statusRefused) { try $0.draft().der() + [0] },
    ResponderConduct("about another card", .statusRefused) { asked in
      var draft = try asked.draft()
      draft.answer.statuses[0].identifier = try CertificateIdentifier(
        serialNumber: [1], issuedBy: draft.issuer.certificate, digest: .sha1)
      return try draft.der()
    },
    ResponderConduct("an answer to somebody else's request", .statusRefused) { asked in
      var draft = try asked.draft()
      draft.answer.extensions = [try StatusNonce(from: SystemRandomSource()).certificateExtension]
      return try draft.der()
    },
    ResponderConduct("revoked, signed by nobody who may", .statusRefused) { asked in
      var draft = try asked.draft()
      draft.answer.statuses[0].status = .revoked(at: TestTree.now, reason: nil)
      draft.signer = draft.tree.cardKey
      return try draft.der()
    },
    ResponderConduct("a responder on the list of its authority", .statusRefused) { asked in
      var draft = try asked.draft()
      draft.responder.serialNumber = StatusBench.revokedResponder
      return try draft.der()
    },
  ]

  private let bench: StatusBench

  init() throws { bench = try StatusBench() }

  @Test(arguments: failures)
  func `HN-12 what is no answer is an alarm, or a refusal where the administrator says so`(
    conduct: ResponderConduct
  ) async throws {
    let confirmed = try await bench.confirm(with: conduct)
    #expect(confirmed.status == .unanswered(code: conduct.row.code))
    #expect(confirmed.alarms == [CPSError(conduct.row)])
    await #expect(throws: CPSError(conduct.row)) {
      try await bench.confirm(with: conduct, .init(unanswered: .refuse))
    }
  }

  @Test(arguments: UnansweredPolicy.allCases)
  func `revoked by either refuses, and so does unknown`(policy: UnansweredPolicy) async throws {
    for (status, row) in [
      (CertificateStatus.revoked(at: TestTree.now, reason: nil), Diagnostic.certificateRevoked),
      (.unknown, .statusUnknown),
    ] {
      let conduct = ResponderConduct("\(status)", row) { asked in
        var draft = try asked.draft()
        draft.answer.statuses[0].status = status
        return try draft.der()
      }
      await #expect(throws: CPSError(row)) {
        try await bench.confirm(with: conduct, .init(unanswered: policy))
      }
    }
  }

  @Test(arguments: IdentifierDigest.allCases)
  func `one request, about this card, with a fresh nonce and within the limits`(
    digest: IdentifierDigest
  ) async throws {
    let transport = ConductedTransport(.good, bench.tree)
    let inquiry = bench.inquiry(.init(identifier: digest, nonce: .required), transport)
    let first = try await inquiry.confirm(bench.professional)
    _ = try await inquiry.confirm(bench.professional)
    let asked = transport.requests
    #expect(asked.count == 2)
    let requests = try asked.map { try StatusRequest(der: $0) }
    let expected = try CertificateIdentifier(
      serialNumber: bench.professional.serialNumber,
      issuedBy: try bench.tree.authority(.cards).certificate, digest: digest)
    #expect(requests.allSatisfy { $0.identifier == expected })
    #expect(requests[0].nonce?.bytes.count == 32 && requests[0].nonce != requests[1].nonce)
    #expect(transport.limits == [65_536, 65_536])
    #expect(transport.deadlines == [.seconds(2), .seconds(2)])
    guard case .good(let facts) = first.status else {
      Issue.record("\(first.status)")
      return
    }
    #expect(facts.isDelegate && facts.nonce == .repeated && first.alarms.isEmpty)
  }

  @Test func `HN-12 an answer without nonce counts only where it may be absent`() async throws {
    let conduct = ResponderConduct("no nonce", .statusRefused) { asked in
      var draft = try asked.draft()
      draft.answer.extensions = []
      return try draft.der()
    }
    guard case .good(let facts) = try await bench.confirm(with: conduct).status else {
      Issue.record("not good")
      return
    }
    #expect(facts.nonce == .absent)
    let strict = StatusInquiryRules(nonce: .required, unanswered: .refuse)
    await #expect(throws: CPSError(.statusRefused)) { try await bench.confirm(with: conduct, strict) }
  }

  @Test func `an inquiry that is cancelled says so, and without randomness nothing is asked`() async throws {
    let cancelled = ResponderConduct("cancelled", .cancelled) { _ in throw CPSError(.cancelled) }
    await #expect(throws: CPSError(.cancelled)) { try await bench.confirm(with: cancelled) }
    let transport = ConductedTransport(.good, bench.tree)
    let inquiry = StatusInquiry(
      book: bench.book, transport: transport, clock: StoppedClock(time: TestTree.now), random: NoRandomness())
    await #expect(throws: CPSError(.randomnessUnavailable)) { try await inquiry.confirm(bench.professional) }
    #expect(transport.requests.isEmpty)
  }

  @Test func `HN-19 a professional of other authorities is not asked about`() async throws {
    let strong = bench.tree.igc.authorities.filter { $0.role.family == .strong }.map(\.certificate)
    let anchors = try TrustAnchors(
      strong, pinnedBy: .synthetic(strong.map { Hexadecimal.encode($0.sha256) }))
    let draft = LeafDraft(
      in: bench.tree, .cpeAuthentication(cardNumber: LeafDraft.cardNumber, validity: .fixture))
    let staff = try bench.tree.logIn(
      with: draft.der(), by: bench.tree.verifier(accepting: AcceptedCards(.cpe)))
    let transport = ConductedTransport(.good, bench.tree)
    let inquiry = StatusInquiry(
      book: RevocationBook(anchors: anchors), transport: transport, clock: StoppedClock(time: TestTree.now),
      random: SystemRandomSource())
    await #expect(throws: CPSError(.environmentMismatch)) { try await inquiry.confirm(staff) }
    #expect(transport.requests.isEmpty)
  }
}

/// A source that has nothing to give.
private struct NoRandomness: RandomSource {
  func bytes(_ count: Int) throws(CPSError) -> [UInt8] { throw CPSError(.randomnessUnavailable) }
}
