import CPSDiagnostics
import CPSTrust
import OpenSSLKit
import Testing

/// The real certificates of the reference data, told apart as its index says.
@Suite(
  .enabled(if: SharedData.isPresent, "the reference data ../shared/data is not beside this checkout"))
struct RealCertificateTests {
  @Test(arguments: [
    (
      "test-ee/cps-auth-fort-RECETTE-2018.der", CertificateKind.cardAuthentication(.cps), IssuerOrigin.recette
    ),
    ("test-ee/cps-sign-fort-infirmier-2020.der", .cardSignature(.cps), .test),
    ("test-ee/cps-sign-fort-infirmier2-2020.der", .cardSignature(.cps), .test),
    ("test-ee/cps-sign-fort-medecin-2018.der", .cardSignature(.cps), .test),
    ("test-ee/cpe-auth-standard-2017.der", .cardAuthentication(.cpe), .test),
    ("test-ee/cpe-auth-standard-2017-badsig.der", .cardAuthentication(.cpe), .test),
    ("test-ee/soft-sign-elementaire-same-medecin-2019.der", .personSoftware, .test),
    ("test-ee/org-sign-elementaire-2021.der", .organisationSeal, .test),
    ("test-ee/org-authcli-elementaire-2019.der", .organisationClient, .test),
    ("prod-org-ee/org-servssl-2019.der", .organisationServer, .production),
    ("prod-org-ee/org-sign-2016.der", .organisationSeal, .production),
    ("legacy/classe4-server-sha1-rsa1024.der", .legacy, .legacy),
    ("prod-ca/AC_FORT_PERSONNES_20130625.cer", .authority, .production),
    ("test-ca/TEST-AC-STANDARD-PERSONNES.der", .authority, .test),
  ])
  func aRealCertificateIsToldApart(file: String, kind: CertificateKind, origin: IssuerOrigin) throws {
    let inspection = CertificateInspector.inspect(try Certificate(der: try SharedData.bytes(file)))
    #expect(inspection.kind == kind)
    #expect(inspection.origin == origin)
  }

  @Test(arguments: [
    ("test-ee/cps-auth-fort-RECETTE-2018.der", "899700041983", "DENTISTE RPPS-ADELI", ProfessionCode.dentist),
    ("test-ee/cps-sign-fort-infirmier-2020.der", "00B6087510", "INFIRMCS ADELI8751", .nurse),
    ("test-ee/cps-sign-fort-medecin-2018.der", "899900063480", "LIBRE", .physician),
    ("test-ee/cpe-auth-standard-2017.der", "30B0057881/CPET0002", "ADMINISTRATIF-CH057880002", nil),
  ])
  func theIdentityOfARealCardIsRead(
    file: String, identifier: String, name: String, profession: ProfessionCode?
  ) throws {
    let inspection = CertificateInspector.inspect(try Certificate(der: try SharedData.bytes(file)))
    #expect(inspection.faults.isEmpty)
    let identity = try #require(inspection.identity)
    #expect(identity.nationalIdentifier.text == identifier)
    #expect(identity.familyName == name)
    #expect(identity.profession == profession)
    #expect(inspection.cardNumber != nil)
    #expect(inspection.category == .testCard)
  }

  @Test func aPhysiciansSpecialityIsInTheCertificate() throws {
    let der = try SharedData.bytes("test-ee/cps-sign-fort-medecin-2018.der")
    let inspection = CertificateInspector.inspect(try Certificate(der: der))
    #expect(inspection.identity?.specialities.map(\.rawValue) == ["SM26"])
    #expect(inspection.cardNumber?.text == "2600855206")
  }

  /// Same person, same common name: category and card type tell them apart.
  @Test func theSoftwareCertificateOfTheSamePersonIsNoCard() throws {
    let card = try Certificate(der: try SharedData.bytes("test-ee/cps-sign-fort-medecin-2018.der"))
    let software = try Certificate(
      der: try SharedData.bytes("test-ee/soft-sign-elementaire-same-medecin-2019.der"))
    #expect(card.subject.attributes(.commonName) == software.subject.attributes(.commonName))
    #expect(CertificateInspector.inspect(software).category == .testSoftware)
    #expect(CertificateInspector.inspect(software).cardNumber == nil)
  }

  @Test func `HN-16 a certificate signed with SHA-1 has a fault`() throws {
    let der = try SharedData.bytes("legacy/classe4-server-sha1-rsa1024.der")
    let inspection = CertificateInspector.inspect(try Certificate(der: der))
    #expect(inspection.faults == [CPSError(.signatureAlgorithmRefused)])
    #expect(inspection.faults.first?.reason?.contains("RSA of 1024 bits") == true)
  }

  /// The former authorities wrote their names out of the order that DER asks for.
  @Test func `HN-16 a card of the former authorities is not even read`() throws {
    let der = try SharedData.bytes("legacy/cps2ter-sign-sha1-TEST-CLASSE-1.der")
    #expect(throws: CPSError(.certificateMalformed)) { try Certificate(der: der) }
  }
}
