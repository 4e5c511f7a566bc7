import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import Testing

@testable import CPSTrust

/// Rules of igc-sante.md section 4 on the real test certificates of the reference data.
@Suite(
  .enabled(if: SharedData.isPresent, "the reference data ../shared/data is not beside this checkout"))
struct RealRuleTests {
  private func certificate(_ file: String) throws -> Certificate {
    try Certificate(der: try SharedData.bytes(file))
  }

  /// Same person and common name; one is a card under FORT, the other is software under ELEMENTAIRE, whose
  /// path is right.
  @Test func `rule 2 family downgrade: the real software certificate of a real card's holder`() throws {
    let card = try certificate("test-ee/cps-sign-fort-medecin-2018.der")
    let software = try certificate("test-ee/soft-sign-elementaire-same-medecin-2019.der")
    #expect(card.subject.attributes(.commonName) == software.subject.attributes(.commonName))
    let validator = try PathValidator(
      anchors: [certificate("test-ca/TEST-ACR-ELEMENTAIRE.der")],
      intermediates: [certificate("test-ca/TEST-AC-ELEMENTAIRE-PERSONNES.der")], revocationLists: [],
      checking: .notChecked)
    #expect(
      try validator.validate(software, purpose: .any, at: moment("2020-01-01T00:00:00Z")).isValid)
    #expect(AuthorityName(software.issuer)?.family == .elementary)
    #expect(AuthorityName(card.issuer)?.family == .strong)
    #expect(software.issuer != card.issuer)
    #expect(try CardCertificate(software).type == nil)
    #expect(try CardCertificate(card).type == .cps)
  }

  /// The common name of its issuer is that of TEST, the list that it points to is TEST's, and neither is its
  /// issuer's.
  @Test func `rule 3 rule 14 the real RECETTE card points to the list of another authority`() throws {
    let recette = try certificate("test-ee/cps-auth-fort-RECETTE-2018.der")
    let test = try certificate("test-ee/cps-sign-fort-medecin-2018.der")
    #expect(recette.issuer.attributes(.commonName) == test.issuer.attributes(.commonName))
    #expect(recette.issuer != test.issuer)
    #expect(recette.authorityKeyIdentifier != test.authorityKeyIdentifier)
    #expect(IssuerOrigin(recette.issuer) == .recette)
    let points = try #require(recette.extensions("2.5.29.31").first)
    #expect(points.value.firstRange(of: Array("ACI-FO-PP-TEST.crl".utf8)) != nil)
    for environment in TrustEnvironment.allCases {
      #expect(IssuerOrigin(recette.issuer).contradicts(environment))
    }
  }

  @Test
  func `rule 5 the path of a real card of staff is right, and with one byte of its signature changed wrong`()
    throws
  {
    let validator = try PathValidator(
      anchors: [certificate("test-ca/TEST-ACR-STANDARD.der")],
      intermediates: [certificate("test-ca/TEST-AC-STANDARD-PERSONNES.der")], revocationLists: [],
      checking: .notChecked)
    let then = moment("2019-01-01T00:00:00Z")
    let genuine = try validator.validate(
      certificate("test-ee/cpe-auth-standard-2017.der"), purpose: .any, at: then)
    #expect(genuine.isValid)
    #expect(genuine.chain.count == 3)
    let corrupted = try validator.validate(
      certificate("test-ee/cpe-auth-standard-2017-badsig.der"), purpose: .any, at: then)
    #expect(!corrupted.isValid)
    #expect(corrupted.problems.contains { $0.kind == .signature })
  }

  @Test func `rule 10 rule 12 every real test certificate is read strictly`() throws {
    for name in try SharedData.names(in: "test-ee") {
      let certificate = try certificate("test-ee/\(name)")
      #expect(throws: Never.self, "\(name)") { try StrictReading.check(certificate) }
      #expect(throws: Never.self, "\(name)") { try CardCertificate(certificate) }
    }
  }

  @Test func `rule 13 the codes of every real test certificate are in the tables`() throws {
    for name in try SharedData.names(in: "test-ee") {
      let card = try CardCertificate(try certificate("test-ee/\(name)"))
      #expect(card.profession?.isKnown != false, "\(name)")
      #expect(card.specialities.filter { !$0.isKnown }.isEmpty, "\(name)")
    }
  }

  @Test func `rule 21 rule 22 what the former authorities issued is refused before it is believed`() throws {
    let server = try certificate("legacy/classe4-server-sha1-rsa1024.der")
    #expect(throws: CPSError(.signatureAlgorithmRefused)) { try StrictReading.check(server) }
    let card = try SharedData.bytes("legacy/cps2ter-sign-sha1-TEST-CLASSE-1.der")
    #expect(throws: CPSError(.certificateMalformed)) { try Certificate(der: card) }
  }
}
