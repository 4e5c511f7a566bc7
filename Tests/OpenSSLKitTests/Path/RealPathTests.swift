import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

/// Paths of IGC-Santé, where its files lie beside the checkout.
@Suite(.enabled(if: ReferenceData.isPresent, Comment(rawValue: ReferenceData.absence)))
struct RealPathTests {
  @Test(arguments: ["ELEMENTAIRE", "STANDARD", "FORT"], ["PERSONNES", "ORGANISATIONS"])
  func `each of the six authorities leads to its root`(family: String, kind: String) throws {
    let root = try Certificate(der: ReferenceData.bytes("igc/prod-ca/ACR_\(family)_20130625.cer"))
    let authority = try Certificate(der: ReferenceData.bytes("igc/prod-ca/AC_\(family)_\(kind)_20130625.cer"))
    let validator = try PathValidator(
      anchors: [root], intermediates: [], revocationLists: [], checking: .notChecked)
    #expect(try validator.validate(authority, purpose: .any, at: TestTree.moment).isValid)
    let late = TestTree.instant("2033-06-24T00:00:01Z")
    let outcome = try validator.validate(authority, purpose: .any, at: late)
    #expect(outcome.problems.map(\.kind) == [.expired])
    #expect(outcome.problems.map(\.depth) == [0])
  }

  @Test func `a test card leads to its root while it lasts`() throws {
    let validator = try PathValidator(
      anchors: [Certificate(der: ReferenceData.bytes("igc/test-ca/TEST-ACR-STANDARD.der"))],
      intermediates: [Certificate(der: ReferenceData.bytes("igc/test-ca/TEST-AC-STANDARD-PERSONNES.der"))],
      revocationLists: [], checking: .notChecked)
    let card = try Certificate(der: ReferenceData.bytes("igc/test-ee/cpe-auth-standard-2017.der"))
    let spoilt = try Certificate(der: ReferenceData.bytes("igc/test-ee/cpe-auth-standard-2017-badsig.der"))
    let moment = TestTree.instant("2018-01-01T00:00:00Z")
    #expect(try validator.validate(card, purpose: .clientAuthentication, at: moment).isValid)
    #expect(
      try validator.validate(card, purpose: .clientAuthentication, at: TestTree.moment).problems.map(\.kind)
        == [.expired])
    #expect(
      try validator.validate(spoilt, purpose: .clientAuthentication, at: moment).problems.map(\.kind)
        == [.signature])
  }
}
