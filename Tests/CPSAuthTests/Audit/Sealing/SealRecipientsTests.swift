import CPSAuth
import CPSDiagnostics
import OpenSSLKit
import TestSupport
import Testing

@Suite struct SealRecipientsTests {
  private func expectRefusal(
    of certificates: [Certificate], at location: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: CPSError(.configurationInvalid), sourceLocation: location) {
      try SealRecipients(certificates)
    }
  }

  @Test func twoAtLeastWithAKeyOfTheirOwn() throws {
    let (officer, deputy) = try SealOfficer.pair()
    #expect(try SealRecipients([officer.certificate, deputy.certificate]).certificates.count == 2)
    expectRefusal(of: [])
    expectRefusal(of: [officer.certificate])
    expectRefusal(of: [officer.certificate, officer.certificate])
    // Another certificate for the same key opens no more than that key does.
    expectRefusal(of: [officer.certificate, try SealOfficer(9, key: officer.key).certificate])
    var many = [officer.certificate, deputy.certificate]
    for number in UInt8(3)...9 { many.append(try SealOfficer(number, key: .generateP256()).certificate) }
    expectRefusal(of: many)
  }

  @Test func aKeyThatEnciphersNothingIsRefused() throws {
    let (officer, deputy) = try SealOfficer.pair()
    // digitalSignature alone, then keyEncipherment, then keyAgreement (RFC 5280, clause 4.2.1.3).
    let signs = try SealOfficer(3, key: .generateRSA(bits: 2_048), usage: [3, 2, 7, 0x80])
    expectRefusal(of: [officer.certificate, signs.certificate])
    let enciphers = try SealOfficer(3, key: .generateRSA(bits: 2_048), usage: [3, 2, 5, 0x20])
    let agrees = try SealOfficer(4, key: .generateP256(), usage: [3, 2, 3, 0x08])
    _ = try SealRecipients([enciphers.certificate, agrees.certificate])
    _ = try SealRecipients([deputy.certificate, enciphers.certificate])
  }
}
