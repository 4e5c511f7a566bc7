import CPSDiagnostics
import CPSPrimitives
import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import CPSAuthHTTP

@Suite struct ProblemTests {
  private let now = Timestamp(secondsSince1970: 1_000)

  @Test(arguments: DiagnosticCatalogue.all, Language.allCases)
  func `every row becomes a problem in both languages`(row: Diagnostic, language: Language) async throws {
    let response = ProblemResponse.make(CPSError(row, reason: "tail of the log"), in: language, at: now)
    #expect(response.status.code == row.httpStatus)
    #expect(response.headers[.contentType] == "application/problem+json")
    #expect(response.headers[.contentLanguage] == language.rawValue)
    #expect((response.headers[.wwwAuthenticate] != nil) == (row.httpStatus == 401))
    #expect((response.headers[.retryAfter] != nil) == [429, 503].contains(row.httpStatus))
    let problem = Problem(CPSError(row, reason: "tail of the log"), in: language)
    #expect(problem.type == "urn:cpsauth:problem:\(row.code)")
    #expect(problem.title == CPSError(row).message(in: language))
    #expect(problem.detail == CPSError(row).hint(in: language))
    let body = String(decoding: try JSONEncoder().encode(problem), as: UTF8.self)
    #expect(!body.contains("tail of the log"))
  }

  @Test func `a problem may have members of its own beside those of all`() throws {
    let failure = ExtendedFailure(
      CPSError(.accountRenewalRequired), members: ["ticket": .text("t"), "expires_in": .number(600)])
    let response = ProblemResponse.make(failure, in: .english, at: now)
    #expect(response.status.code == 403)
    let body = String(decoding: try JSONEncoder().encode(Problem(failure, in: .english)), as: UTF8.self)
    #expect(body.contains(#""ticket":"t""#))
    #expect(body.contains(#""expires_in":600"#))
    #expect(body.contains(#""code":"accounts.renewal-required""#))
  }

  @Test(arguments: [
    ("session.missing", #"DPoP algs="ES256""#),
    ("session.ended", #"DPoP error="invalid_token", algs="ES256""#),
    ("session.other-key", #"DPoP error="invalid_token", algs="ES256""#),
    ("dpop.nonce", #"DPoP error="use_dpop_nonce", algs="ES256""#),
    ("dpop.missing", #"DPoP error="invalid_dpop_proof", algs="ES256""#),
    ("dpop.replayed", #"DPoP error="invalid_dpop_proof", algs="ES256""#),
    ("challenge.used", #"DPoP algs="ES256""#),
  ])
  func `401 says what RFC 9449 wants`(code: String, value: String) throws {
    let row = try #require(DiagnosticCatalogue.row(code: code))
    #expect(ProblemResponse.make(CPSError(row), in: .english, at: now).headers[.wwwAuthenticate] == value)
  }

  @Test(arguments: [Diagnostic.stepUpRequired, .proofRequired, .cardRequired])
  func `a session that is not enough is told what would be, as RFC 9470 wants`(row: Diagnostic) {
    func challenge(_ values: [String: String]) -> String? {
      ProblemResponse.make(CPSError(row, values), in: .french, at: now).headers[.wwwAuthenticate]
    }
    let expected =
      #"DPoP error="insufficient_user_authentication", error_description="\#(row.code)", "#
      + #"acr_values="urn:cpsauth:acr:card-pin""#
    #expect(challenge([:]) == expected + #", algs="ES256""#)
    #expect(challenge(["seconds": "300"]) == expected + #", max_age="300", algs="ES256""#)
    #expect(challenge(["seconds": "300\", x=\""]) == expected + #", algs="ES256""#)
  }

  @Test func `what nobody foresaw is an internal fault that tells nothing`() {
    struct Unforeseen: Error { let path = "/secret" }
    let problem = Problem(Unforeseen(), in: .english)
    #expect(problem.code == "internal.fault")
    #expect(!problem.title.contains("secret"))
  }

  @Test func `header names are tokens`() {
    #expect(HTTPField.Name.dpop.rawName == "DPoP")
    #expect(HTTPField.Name.dpopNonce.rawName == "DPoP-Nonce")
  }
}
