import CPSDiagnostics
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSTrust

/// The real certificates of the reference data under the rules of the profile.
///
/// Their authorities are not public, so the rules are asked directly, as for a pinned issuer.
@Suite(
  .enabled(if: SharedData.isPresent, "the reference data ../shared/data is not beside this checkout"))
struct RealProfileTests {
  /// The only CPS authentication certificate that was ever found, and the CPE one.
  @Test(arguments: [
    ("cps-auth-fort-RECETTE-2018.der", CardType.cps), ("cpe-auth-standard-2017.der", .cpe),
  ])
  func aRealAuthenticationCertificateKeepsEveryRule(file: String, type: CardType) throws {
    #expect(try judge(file, as: type).isEmpty)
  }

  @Test(arguments: [
    "cps-sign-fort-infirmier-2020.der", "cps-sign-fort-infirmier2-2020.der", "cps-sign-fort-medecin-2018.der",
  ])
  func `HN-17 a real signature certificate does not authenticate`(file: String) {
    #expect(throws: CPSError(.profileNotAuthentication)) { try judge(file, as: .cps) }
  }

  @Test(arguments: [
    "soft-sign-elementaire-same-medecin-2019.der", "org-sign-elementaire-2021.der",
    "org-authcli-elementaire-2019.der", "cpe-auth-standard-2017.der",
  ])
  func `HN-17 a real certificate that is not of a CPS is refused`(file: String) {
    #expect(throws: CPSError(.profileNotCPS)) { try judge(file, as: .cps) }
  }

  @Test(arguments: [
    "cps-sign-fort-infirmier-2020.der", "cps-sign-fort-infirmier2-2020.der", "cps-sign-fort-medecin-2018.der",
  ])
  func `rule 8 a real signature certificate signs and keeps every rule`(file: String) throws {
    #expect(try judge(file, as: .cps, for: .signature).isEmpty)
  }

  @Test func `rule 8 a real authentication certificate does not sign`() {
    #expect(throws: CPSError(.profileNotSignature)) {
      try judge("cps-auth-fort-RECETTE-2018.der", as: .cps, for: .signature)
    }
    #expect(throws: CPSError(.profileNotSignature)) {
      try judge("cpe-auth-standard-2017.der", as: .cpe, for: .signature)
    }
  }

  /// The same person, the same key usage: the authority and the category are what tells them apart.
  @Test func `rule 8 a real software certificate of the same person does not sign for a card`() {
    #expect(throws: CPSError(.profileNotCPS)) {
      try judge("soft-sign-elementaire-same-medecin-2019.der", as: .cps, for: .signature)
    }
  }

  @Test func theEmployerOfARealCardOfStaffIsRead() throws {
    let certificate = try Certificate(der: try SharedData.bytes("test-ee/cpe-auth-standard-2017.der"))
    let employer = try #require(IdentityReader.employer(in: try CardCertificate(certificate)))
    #expect(
      employer == Employer(identifier: try StructureIdentifier("10B0057881"), name: "HOPITAL DES 3 DAMES"))
  }

  private func judge(
    _ file: String, as type: CardType, for duty: CertificateDuty = .authentication
  ) throws -> [CPSError] {
    let issuer = try #require(
      try TestTree.shared.get().anchors().authority(CertificateFamily(issuing: type), .persons))
    let certificate = try Certificate(der: try SharedData.bytes("test-ee/\(file)"))
    try StrictReading.check(certificate)
    return try CertificateProfile.judge(
      try CardCertificate(certificate),
      expecting: ProfileExpectation(
        environment: .test, accepted: AcceptedCards(type), duty: duty, issuer: issuer),
      strictness: .standard)
  }
}
