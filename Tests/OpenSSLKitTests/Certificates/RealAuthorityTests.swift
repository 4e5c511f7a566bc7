import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

/// The nine authorities of IGC-Santé, where their files lie beside the checkout (igc-sante.md, section 1.1).
@Suite(.enabled(if: ReferenceData.isPresent, Comment(rawValue: ReferenceData.absence)))
struct RealAuthorityTests {
  private static let fingerprints: [String: String] = [
    "ACR_ELEMENTAIRE": "2D9E22CA19F777C6B745257C723ECB8DF3C35FA6F1F6EC36B83600C97346967F",
    "ACR_STANDARD": "5891815E864506C662AFB32F8DE5B8DE38BFFA1AF721780B69E19A0C050386C3",
    "ACR_FORT": "53D30A19570826BDE0C0762501F1F1C7A659F976C6C023123DF5239DF34A4EEA",
    "AC_ELEMENTAIRE_ORGANISATIONS": "D834EE5B40686B73573F60547BF6052C6D404D942A5665CDB2C0B9137B5D27B2",
    "AC_ELEMENTAIRE_PERSONNES": "19C1EAEAB477B6FBC233CDA3B53FBDBC3F4E9BF6CF6973E46F7DFAEF89C06C6C",
    "AC_STANDARD_ORGANISATIONS": "C0520A2B14FB68836A807BF86AB2B3E07D1B6061D91BC9C7B86A6F8DE4B5638E",
    "AC_STANDARD_PERSONNES": "6C339EBCB3E1B0102B143C9694225C2A4AB2EF6FEDF7D364DA8DB305E7F7D997",
    "AC_FORT_ORGANISATIONS": "23F69674002D1DD4B018BAECD908DC92687942BB48E5140FF895E2F56BC49C0D",
    "AC_FORT_PERSONNES": "38284E4F6107456E70C7439C85DA7D564D0FE1FE1A968C9EB6D43E1FC0D63C3A",
  ]

  private static func authority(_ name: String) throws -> Certificate {
    try Certificate(der: ReferenceData.bytes("igc/prod-ca/\(name)_20130625.cer"))
  }

  @Test(arguments: fingerprints.keys.sorted())
  func `an authority has its fingerprint and the fields of its profile`(name: String) throws {
    let authority = try Self.authority(name)
    let isRoot = name.hasPrefix("ACR")
    #expect(Hexadecimal.encode(authority.sha256).uppercased() == Self.fingerprints[name])
    #expect(authority.version == 3)
    #expect(authority.serialNumber.count == 18 && authority.serialNumber.starts(with: [0x11, 0x20]))
    #expect(authority.publicKey.kind == .rsa(bits: 4_096, exponent: [1, 0, 1]))
    #expect(authority.signatureAlgorithm == .sha256WithRSA)
    #expect(authority.keyUsage == [.keyCertSign, .crlSign])
    #expect(authority.basicConstraints == BasicConstraints(isAuthority: true, pathLength: isRoot ? nil : 0))
    #expect(authority.policies == [.anyPolicy])
    #expect(authority.extendedKeyUsage == nil)
    #expect(authority.notBefore == Timestamp(rfc3339: "2013-06-25T00:00:00Z"))
    #expect(
      authority.notAfter == Timestamp(rfc3339: isRoot ? "2033-06-25T00:00:00Z" : "2033-06-24T00:00:00Z"))
    let root = try Self.authority("ACR_" + name.split(separator: "_")[1])
    #expect(authority.issuer == root.subject)
    #expect(authority.authorityKeyIdentifier == root.subjectKeyIdentifier)
    #expect(try authority.isSigned(by: root.publicKey))
  }

  @Test func `the name of the authority of cards is read`() throws {
    let subject = try Self.authority("AC_FORT_PERSONNES").subject
    #expect(
      subject.description == "CN=AC IGC-SANTE FORT PERSONNES,OU=IGC-SANTE,OU=0002 187512751,O=ASIP-SANTE,C=FR"
    )
    #expect(subject.attributes(.countryName).map(\.stringType) == [.printable])
    #expect(subject.attributes(.organizationalUnitName).map(\.text) == ["0002 187512751", "IGC-SANTE"])
    #expect(subject.attributes(.organizationalUnitName).map(\.stringType) == [.utf8, .utf8])
    #expect(subject.attributes(.title).isEmpty)
  }

  @Test(arguments: ["ACR_FORT", "AC_FORT_PERSONNES"])
  func `one byte changed anywhere is another certificate that nobody signed`(name: String) throws {
    let root = try Self.authority("ACR_FORT").publicKey
    let der = try Self.authority(name).der
    for index in der.indices {
      var bytes = der
      bytes[index] ^= 0x01
      guard let altered = try? Certificate(der: bytes) else { continue }
      #expect(try !altered.isSigned(by: root), "byte \(index)")
    }
  }
}
