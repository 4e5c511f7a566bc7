import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

@testable import CPSTrust

/// Answers that `openssl ocsp` makes to our own requests, before the judge: a responder that shares none of our
/// code.
@Suite struct StatusCommandTests {
  private let tree: TestTree
  private var draft: StatusDraft

  init() throws {
    tree = try TestTree.shared.get()
    draft = try StatusDraft(in: tree)
    // The command signs by the clock of the machine, whatever that shows.
    draft.responder.notBefore = moment("2000-01-01T00:00:00Z")
    draft.responder.notAfter = moment("2049-12-31T00:00:00Z")
  }

  /// What the command answers about the certificate of the draft, as an authority with this index.
  private func answer(_ index: String, _ options: [String] = []) async throws -> StatusResponse {
    let request = try #require(draft.request)
    let answer = try await OpenSSLCommand.run(
      [
        "ocsp", "-index", "index", "-CA", "issuer", "-rsigner", "responder", "-rkey", "key", "-reqin",
        "request", "-respout", "-",
      ] + options,
      files: [
        "index": Array((index + "\n").utf8), "issuer": Array(try draft.issuer.certificate.pem().utf8),
        "responder": Array(try draft.responderCertificate().pem().utf8),
        "key": Array(try draft.responderKey.pem().utf8), "request": request.der,
      ])
    return try StatusResponse(der: answer.bytes)
  }

  private func judged(_ response: StatusResponse) throws -> StatusFacts {
    try draft.judged(response, at: try #require(response.statement).producedAt)
  }

  private static let good = "V\t491231000000Z\t\t5566\tunknown\t/CN=LEAF"

  @Test(arguments: [[], ["-resp_key_id"], ["-ndays", "1"], ["-nmin", "5", "-resp_key_id"]] as [[String]])
  func `a good answer of openssl's responder counts`(options: [String]) async throws {
    let facts = try judged(try await answer(Self.good, options))
    #expect(facts.isDelegate && facts.nonce == .repeated)
    #expect((facts.nextUpdate == nil) == !options.contains { $0.hasPrefix("-n") })
  }

  @Test(arguments: [
    ("R\t491231000000Z\t251101120000Z,keyCompromise\t5566\tunknown\t/CN=LEAF", Diagnostic.certificateRevoked),
    ("R\t491231000000Z\t251101120000Z,certificateHold\t5566\tunknown\t/CN=LEAF", .certificateRevoked),
    ("V\t491231000000Z\t\t5567\tunknown\t/CN=OTHER", .statusUnknown),
  ])
  func `HN-12 what openssl's responder calls revoked or does not know is refused`(
    index: String, row: Diagnostic
  ) async throws {
    let response = try await answer(index)
    #expect(throws: CPSError(row)) { try judged(response) }
  }

  @Test(arguments: [["-rmd", "sha1"], ["-resp_no_certs"]] as [[String]])
  func `HN-12 what openssl's responder is made to do wrong is refused`(options: [String]) async throws {
    let response = try await answer(Self.good, options)
    #expect(throws: CPSError(.statusRefused)) { try judged(response) }
  }

  @Test func `HN-12 openssl's responder without the purpose is refused`() async throws {
    var draft = draft
    draft.set(Extensions.purposes(.clientAuthentication))
    let other = Self(tree: tree, draft: draft)
    let response = try await other.answer(Self.good)
    #expect(throws: CPSError(.statusRefused)) { try other.judged(response) }
  }

  private init(tree: TestTree, draft: StatusDraft) {
    self.tree = tree
    self.draft = draft
  }
}
