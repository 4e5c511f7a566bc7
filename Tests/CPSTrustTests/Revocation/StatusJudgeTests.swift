import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// Which answers of a status responder count, and which never say "good".
@Suite struct StatusJudgeTests {
  static let statements: [StatusRefusal] = [
    StatusRefusal("another serial number", "not about this certificate") {
      $0.answer.statuses[0].identifier = try CertificateIdentifier(
        serialNumber: [0x55, 0x67], issuedBy: $0.issuer.certificate, digest: .sha1)
    },
    StatusRefusal("another authority", "not about this certificate") {
      $0.answer.statuses[0].identifier = try CertificateIdentifier(
        serialNumber: StatusDraft.serialNumber,
        issuedBy: try $0.tree.authority(.issuing(.standard, .persons)).certificate, digest: .sha1)
    },
    StatusRefusal("right name hash, wrong key hash", "not about this certificate") {
      let right = $0.answer.statuses[0].identifier
      $0.answer.statuses[0].identifier = CertificateIdentifier(
        digest: .sha1, issuerNameHash: right.issuerNameHash, issuerKeyHash: .init(repeating: 1, count: 20),
        serialNumber: right.serialNumber)
    },
    StatusRefusal("wrong name hash, right key hash", "not about this certificate") {
      let right = $0.answer.statuses[0].identifier
      $0.answer.statuses[0].identifier = CertificateIdentifier(
        digest: .sha1, issuerNameHash: .init(repeating: 1, count: 20), issuerKeyHash: right.issuerKeyHash,
        serialNumber: right.serialNumber)
    },
    StatusRefusal("the same status twice", "several statuses of one certificate") {
      $0.answer.statuses.append($0.answer.statuses[0])
    },
    StatusRefusal("good and revoked", "several statuses of one certificate") {
      $0.answer.statuses.append($0.answer.statuses[0])
      $0.answer.statuses[0].status = .revoked(at: TestTree.now, reason: nil)
    },
    StatusRefusal("a second status under another digest", "several statuses of one certificate") {
      $0.answer.statuses.append($0.answer.statuses[0])
      $0.answer.statuses[1].identifier = try CertificateIdentifier(
        serialNumber: StatusDraft.serialNumber, issuedBy: $0.issuer.certificate, digest: .sha256)
    },
    StatusRefusal("a status that was not asked for", "more statuses than were asked for") {
      $0.answer.statuses.append($0.answer.statuses[0])
      $0.answer.statuses[1].identifier = try CertificateIdentifier(
        serialNumber: [0x77], issuedBy: $0.issuer.certificate, digest: .sha1)
    },
    StatusRefusal("unknown critical extension", "unknown critical extension 1.2.3.4") {
      $0.answer.extensions.append(CertificateExtension("1.2.3.4", isCritical: true, value: DEREncoding.null))
    },
    StatusRefusal("unknown critical extension of the status", "unknown critical extension 1.2.3.5") {
      $0.answer.statuses[0].extensions = [
        CertificateExtension("1.2.3.5", isCritical: true, value: DEREncoding.null)
      ]
    },
    StatusRefusal("produced in the future", "from the future") {
      $0.answer.producedAt = TestTree.now + .seconds(301)
    },
    StatusRefusal("known in the future only", "from the future") {
      $0.answer.statuses[0].thisUpdate = TestTree.now + .seconds(301)
    },
    StatusRefusal("thisUpdate after producedAt", "signed before it was known") {
      $0.answer.producedAt = TestTree.now - .seconds(901)
    },
    StatusRefusal("nextUpdate not after thisUpdate", "nextUpdate") {
      $0.answer.statuses[0].nextUpdate = $0.answer.statuses[0].thisUpdate
    },
    StatusRefusal("nextUpdate past", "out of date") {
      $0.answer.statuses[0].nextUpdate = TestTree.now - .seconds(300)
    },
    StatusRefusal("old thisUpdate without nextUpdate", "out of date") {
      $0.answer.statuses[0].thisUpdate = TestTree.now - .seconds(3_900)
      $0.answer.statuses[0].nextUpdate = nil
    },
    StatusRefusal("old thisUpdate that says to hold for a century", "out of date") {
      $0.answer.statuses[0].thisUpdate = TestTree.now - .seconds(72 * 3_600 + 300)
      $0.answer.statuses[0].nextUpdate = moment("2126-01-01T00:00:00Z")
    },
    StatusRefusal("another nonce", "another nonce") {
      $0.answer.extensions = [try StatusNonce(from: SystemRandomSource()).certificateExtension]
    },
    StatusRefusal("another nonce where its absence is only reported", "another nonce") {
      $0.policy = .reported
      $0.answer.extensions = [try StatusNonce(from: SystemRandomSource()).certificateExtension]
    },
    StatusRefusal("no nonce where one is required", "no nonce") { $0.answer.extensions = [] },
  ]

  private let tree: TestTree

  init() throws { tree = try TestTree.shared.get() }

  private func expectRefusal(_ refusal: StatusRefusal) throws {
    var draft = try StatusDraft(in: tree)
    try refusal.apply(&draft)
    let error = #expect(throws: CPSError.self) { try draft.judged() }
    #expect(error == CPSError(.statusRefused))
    #expect(error?.values["detail"] == refusal.detail)
  }

  @Test(arguments: statements)
  func `HN-12 a statement that does not answer is never good`(refusal: StatusRefusal) throws {
    try expectRefusal(refusal)
  }

  @Test(arguments: ResponderRefusals.all)
  func `HN-12 an answer of who may not answer is never good`(refusal: StatusRefusal) throws {
    try expectRefusal(refusal)
  }

  @Test(arguments: [SignatureAlgorithmName.sha1, SignatureAlgorithmName.md5])
  func `HN-12 SHA-1 and MD5 sign neither the answer nor the responder`(arc: UInt8) throws {
    let draft = try StatusDraft(in: tree)
    let response = try StatusResponse(der: SignatureAlgorithmName.replaced(in: draft.der(), by: arc))
    let error = #expect(throws: CPSError.self) { try draft.judged(response) }
    #expect(error?.values["detail"] == "signature algorithm 1.2.840.113549.1.1.\(arc)")
    var certified = draft
    certified.attached = [
      try Certificate(der: SignatureAlgorithmName.replaced(in: draft.responderCertificate().der, by: arc))
    ]
    let second = #expect(throws: CPSError.self) { try certified.judged() }
    // The signature is wrong, too, by now; that is seen first.
    #expect(second?.values["detail"] == "responder of another authority")
  }

  @Test func `HN-12 each kind of answer that is none is told apart from an answer`() throws {
    let draft = try StatusDraft(in: tree)
    for status in ResponseStatus.allCases where status != .successful {
      let response = try StatusResponse(der: StatusResponseBuilder.der(of: status))
      let error = #expect(throws: CPSError.self) { try draft.judged(response) }
      #expect(error == CPSError(.statusUnanswered))
      #expect(error?.values["detail"] == "\(status)")
    }
  }

  @Test func `HN-12 unknown refuses, and so does revoked, on hold included`() throws {
    var draft = try StatusDraft(in: tree)
    draft.answer.statuses[0].status = .unknown
    #expect(throws: CPSError(.statusUnknown)) { try draft.judged() }
    for reason in [nil, .keyCompromise, .certificateHold, .removeFromList] as [RevocationReason?] {
      draft.answer.statuses[0].status = .revoked(at: TestTree.now - .seconds(86_400), reason: reason)
      #expect(throws: CPSError(.certificateRevoked)) { try draft.judged() }
    }
  }

  /// Whoever stands in the way can write "revoked" as well as anything: it counts when it is signed.
  @Test func `HN-12 revoked and unknown count only under the right signature`() throws {
    for status in [CertificateStatus.unknown, .revoked(at: TestTree.now, reason: nil)] {
      var draft = try StatusDraft(in: tree)
      draft.answer.statuses[0].status = status
      draft.signer = tree.cardKey
      #expect(throws: CPSError(.statusRefused)) { try draft.judged() }
    }
  }

  @Test(arguments: IdentifierDigest.allCases)
  func `good by a delegate, with what the audit keeps`(digest: IdentifierDigest) throws {
    let facts = try StatusDraft(in: tree, digest: digest).judged()
    #expect(facts.responder == "CN=RESPONDER" && facts.isDelegate)
    #expect(facts.producedAt == TestTree.now && facts.thisUpdate == TestTree.now - .seconds(600))
    #expect(facts.nextUpdate == TestTree.now + .seconds(600))
    #expect(facts.nonce == .repeated)
  }

  @Test func `good by the authority itself, named by name or by key`() throws {
    var draft = try StatusDraft(in: tree)
    try draft.signByAuthority()
    #expect(try !draft.judged().isDelegate)
    draft.identity = try .keyHash(of: draft.issuer.certificate)
    #expect(try !draft.judged().isDelegate)
    // Certificates that nobody needs do no harm.
    draft.attached = [try draft.tree.authority(.root(.strong)).certificate]
    #expect(try !draft.judged().isDelegate)
  }

  @Test func `good by a delegate named by its key, among other certificates`() throws {
    var draft = try StatusDraft(in: tree)
    let certificate = try draft.responderCertificate()
    draft.identity = try .keyHash(of: certificate)
    draft.attached = [draft.issuer.certificate, certificate]
    #expect(try draft.judged().isDelegate)
  }

  @Test func `the limits of freshness`() throws {
    var draft = try StatusDraft(in: tree)
    draft.answer.statuses[0].nextUpdate = TestTree.now - .seconds(299)
    #expect(try draft.judged().isDelegate)
    draft.answer.statuses[0].nextUpdate = nil
    draft.answer.statuses[0].thisUpdate = TestTree.now - .seconds(3_899)
    #expect(try draft.judged().nextUpdate == nil)
    draft.answer.statuses[0].thisUpdate = TestTree.now + .seconds(300)
    draft.answer.producedAt = TestTree.now + .seconds(300)
    #expect(try draft.judged().isDelegate)
  }

  @Test func `in the plain mode an answer is as fresh as it says, and no fresher`() throws {
    var draft = try StatusDraft(in: tree)
    draft.answer.statuses[0].thisUpdate = TestTree.now - .seconds(7 * 86_400)
    draft.answer.statuses[0].nextUpdate = TestTree.now + .seconds(60)
    let response = try StatusResponse(der: draft.der())
    #expect(try draft.judged(response, by: .plain).isDelegate)
    #expect(throws: CPSError(.statusRefused)) { try draft.judged(response) }
    #expect(throws: CPSError(.statusRefused)) {
      try draft.judged(response, by: .plain, at: TestTree.now + .seconds(360))
    }
  }

  @Test func `an absent nonce is reported where the policy says so, and none is missed where none was sent`()
    throws
  {
    var draft = try StatusDraft(in: tree)
    draft.answer.extensions = []
    draft.policy = .reported
    #expect(try draft.judged().nonce == .absent)
    draft.policy = .required
    draft.request = nil
    #expect(try draft.judged().nonce == .notSent)
    // Out of a file, an answer may be about more certificates than one.
    draft.answer.statuses.append(draft.answer.statuses[0])
    draft.answer.statuses[1].identifier = try CertificateIdentifier(
      serialNumber: [0x77], issuedBy: draft.issuer.certificate, digest: .sha1)
    #expect(try draft.judged().nonce == .notSent)
  }

  @Test func `a responder with id-pkix-ocsp-nocheck is not asked about, unless it is revoked`() throws {
    var draft = try StatusDraft(in: tree)
    draft.standing = .unknown
    #expect(try draft.judged().isDelegate)
    draft.remove(.statusNoCheck)
    draft.standing = .notRevoked
    #expect(try draft.judged().isDelegate)
  }
}
