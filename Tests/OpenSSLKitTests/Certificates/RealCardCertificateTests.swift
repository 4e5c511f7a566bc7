import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

/// Certificates of test cards, where they lie beside the checkout (igc-sante.md, section 1.4).
@Suite(.enabled(if: ReferenceData.isPresent, Comment(rawValue: ReferenceData.absence)))
struct RealCardCertificateTests {
  @Test func `an authentication certificate is read to the last extension`() throws {
    let certificate = try Certificate(der: ReferenceData.bytes("igc/test-ee/cps-auth-fort-RECETTE-2018.der"))
    #expect(Hexadecimal.encode(certificate.serialNumber) == "a4846f4cff35b3de")
    #expect(!certificate.hasNegativeSerialNumber)
    #expect(certificate.notBefore == Timestamp(rfc3339: "2018-03-16T15:53:45Z"))
    #expect(certificate.notAfter == Timestamp(rfc3339: "2021-03-15T15:53:45Z"))
    #expect(certificate.keyUsage == .digitalSignature)
    #expect(certificate.extendedKeyUsage == [.clientAuthentication, .smartcardLogon])
    #expect(certificate.userPrincipalNames == ["8.99700041983@carte-cps.fr"])
    #expect(certificate.basicConstraints == BasicConstraints(isAuthority: false, pathLength: nil))
    #expect(certificate.policies == ["1.2.250.1.213.1.7.2.1.1.1.1"])
    #expect(certificate.extensions.map(\.isCritical) == (0..<14).map { $0 == 3 })
    #expect(certificate.extensions("1.2.250.1.71.1.2.2").map(\.value) == [[2, 1, 0]])
    #expect(certificate.repeatedExtensions.isEmpty)
    #expect(certificate.subject.relativeNames.map(\.count) == [1, 1, 3])
    #expect(certificate.subject.attributes(.commonName).map(\.text) == ["899700041983"])
    #expect(certificate.subject.attributes(.surname).map(\.text) == ["DENTISTE RPPS-ADELI"])
  }

  @Test func `a signature certificate differs where it must`() throws {
    let certificate = try Certificate(der: ReferenceData.bytes("igc/test-ee/cps-sign-fort-medecin-2018.der"))
    #expect(certificate.keyUsage == .nonRepudiation)
    #expect(certificate.extendedKeyUsage == [.emailProtection])
    #expect(certificate.extensions(.privateKeyUsagePeriod).count == 1)
    #expect(certificate.userPrincipalNames.isEmpty)
  }

  @Test func `every certificate of the current tree is read`() throws {
    var count = 0
    for folder in ["igc/test-ee", "igc/test-ca", "igc/prod-org-ee", "igc/prod-ca"] {
      for name in try ReferenceData.names(in: folder) {
        let bytes = try ReferenceData.bytes("\(folder)/\(name)")
        #expect(try Certificate(der: bytes).der == bytes, "\(name)")
        count += 1
      }
    }
    #expect(count == 25)
  }

  @Test func `a name of the old cards whose set is out of order is refused`() throws {
    let bytes = try ReferenceData.bytes("igc/legacy/cps2ter-sign-sha1-TEST-CLASSE-1.der")
    #expect(throws: CPSError(.certificateMalformed)) { try Certificate(der: bytes) }
  }

  @Test func `a wrong signature is found`() throws {
    let authority = try Certificate(der: ReferenceData.bytes("igc/test-ca/TEST-AC-STANDARD-PERSONNES.der"))
    let right = try Certificate(der: ReferenceData.bytes("igc/test-ee/cpe-auth-standard-2017.der"))
    let wrong = try Certificate(der: ReferenceData.bytes("igc/test-ee/cpe-auth-standard-2017-badsig.der"))
    #expect(try right.isSigned(by: authority.publicKey))
    #expect(try !wrong.isSigned(by: authority.publicKey))
    #expect(try !right.isSigned(by: right.publicKey))
  }
}
