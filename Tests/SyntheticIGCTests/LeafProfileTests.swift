import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import Testing

/// The ready profiles against igc-sante.md, section 1.4, and what a test may make wrong.
@Suite struct LeafProfileTests {
  private static let category: ObjectIdentifier = "1.2.250.1.71.1.2.5"
  private static let cardType: ObjectIdentifier = "1.2.250.1.71.1.2.2"
  private static let cardNumber: ObjectIdentifier = "1.2.250.1.71.1.2.3"
  private static let profession: ObjectIdentifier = "1.2.250.1.71.1.2.7"
  private static let speciality: ObjectIdentifier = "1.2.250.1.71.4.2.5"

  private let validity = LeafValidity.fixture

  private func issue(_ profile: LeafProfile) throws -> Certificate {
    try Fixture.tree.get().issue(
      profile, for: SyntheticCardFiles(.physician, in: Fixture.cards).authenticationKey.publicKey)
  }

  private func cps() -> LeafProfile {
    .cpsAuthentication(.physician, cardNumber: "2698000101", validity: validity)
  }

  private func value(_ oid: ObjectIdentifier, in certificate: Certificate) -> [UInt8]? {
    let values = certificate.extensions(oid).map(\.value)
    return values.count == 1 ? values[0] : nil
  }

  @Test func `authentication certificate of a CPS card`() throws {
    let certificate = try issue(cps())
    #expect(certificate.keyUsage == .digitalSignature)
    #expect(certificate.extendedKeyUsage == [.clientAuthentication, .smartcardLogon])
    #expect(certificate.userPrincipalNames == ["8.99900123011@carte-cps.fr"])
    #expect(certificate.extensions.filter(\.isCritical).map(\.oid) == [.keyUsage])
    #expect(value(Self.category, in: certificate) == [0x04, 0x01, 0x80])
    #expect(value(Self.cardType, in: certificate) == [0x02, 0x01, 0x00])
    #expect(value(Self.profession, in: certificate) == [0x02, 0x01, 10])
    #expect(value(Self.speciality, in: certificate) == [0x30, 0x06, 0x0C, 0x04] + Array("SM26".utf8))
    #expect(
      certificate.subject.relativeNames.map { Set($0.map(\.oid)) }
        == [[.countryName], [.title], [.commonName, .surname, .givenName]])
  }

  @Test func `signature certificate of a CPS card`() throws {
    let certificate = try issue(.cpsSignature(.nurse, cardNumber: "2698000103", validity: validity))
    #expect(certificate.keyUsage == .nonRepudiation)
    #expect(certificate.extendedKeyUsage == [.emailProtection])
    #expect(certificate.userPrincipalNames.isEmpty)
    let period = try DERElement(#require(value(.privateKeyUsagePeriod, in: certificate))).children()
    #expect(
      period.map { String(decoding: $0.contents, as: UTF8.self) } == ["20251101000000Z", "20281031000000Z"])
    #expect(value(Self.speciality, in: certificate) == nil)
  }

  @Test func `neighbours of the CPS card differ where the real ones do`() throws {
    let trainee = try issue(.cpfAuthentication(.physician, cardNumber: "2698000110", validity: validity))
    #expect(value(Self.cardType, in: trainee) == [0x02, 0x01, 0x01])
    let staff = try issue(.cpeAuthentication(cardNumber: "2698000111", validity: validity))
    #expect(value(Self.cardType, in: staff) == [0x02, 0x01, 0x02])
    #expect(value(Self.profession, in: staff) == nil)
    #expect(staff.issuer.description.contains("STANDARD PERSONNES"))
    let software = try issue(.software(.physician, validity: validity))
    #expect(software.issuer.description.contains("ELEMENTAIRE PERSONNES"))
    #expect(software.subject == (try issue(cps())).subject)
    #expect(value(Self.category, in: software) == [0x04, 0x01, 0x83])
    #expect(value(Self.cardType, in: software) == nil && value(Self.cardNumber, in: software) == nil)
    let client = try issue(.organisationClient(validity: validity))
    #expect(client.extendedKeyUsage == [.clientAuthentication] && client.keyUsage == .digitalSignature)
    let server = try issue(.organisationServer(domain: "service.synthetic.example", validity: validity))
    #expect(server.extendedKeyUsage == [.serverAuthentication, .clientAuthentication])
    #expect(server.keyUsage == [.digitalSignature, .keyEncipherment])
    #expect(server.issuer.description.contains("ELEMENTAIRE ORGANISATIONS"))
    let technical = try issue(.contactlessTechnical(cardNumber: "2698000101", validity: validity))
    #expect(technical.subject.attributes(.surname).isEmpty && technical.keyUsage == .digitalSignature)
  }

  @Test func `every part can be made wrong`() throws {
    var profile = cps()
    profile.issuer = .issuing(.standard, .organisations)
    profile.keyUsage = nil
    profile.extendedKeyUsage = []
    profile.basicConstraints = BasicConstraints(isAuthority: true, pathLength: 3)
    profile.policy = nil
    profile.userPrincipalName = nil
    profile.category = 0x00
    profile.cardNumber = "8025000001/123"
    profile.subject.stringType = .ia5
    profile.subject.title = nil
    profile.subject.additional = [[NameAttribute(.commonName, .utf8, "899900123029")]]
    profile.additionalExtensions = [
      CertificateExtension("1.2.3.4", isCritical: true, value: DEREncoding.null)
    ]
    profile.repeatedExtensions = [Self.profession]
    profile.serialNumber = [0x01]
    let certificate = try issue(profile)
    #expect(certificate.issuer.description.contains("STANDARD ORGANISATIONS"))
    #expect(
      certificate.keyUsage == nil && certificate.extendedKeyUsage == nil && certificate.policies.isEmpty)
    #expect(certificate.basicConstraints == BasicConstraints(isAuthority: true, pathLength: 3))
    #expect(value(Self.category, in: certificate) == [0x04, 0x01, 0x00])
    #expect(certificate.subject.attributes(.commonName).map(\.stringType) == [.ia5, .utf8])
    #expect(certificate.repeatedExtensions == [Self.profession])
    #expect(certificate.extensions.filter(\.isCritical).map(\.oid) == ["1.2.3.4"])
    #expect(certificate.serialNumber == [0x01])
  }

  @Test func `what is not a certificate to this product can still be written`() throws {
    var profile = cps()
    profile.hasAddresses = false
    profile.additionalExtensions = [CertificateExtension(.freshestCRL, value: [0x04])]
    let key = try SyntheticCardFiles(.physician, in: Fixture.cards).authenticationKey.publicKey
    let bytes = try Fixture.tree.get().encoding(of: profile, for: key)
    #expect(throws: CPSError(.certificateMalformed)) { try Certificate(der: bytes) }
    #expect(throws: CPSError(.certificateMalformed)) { try issue(profile) }
  }
}
