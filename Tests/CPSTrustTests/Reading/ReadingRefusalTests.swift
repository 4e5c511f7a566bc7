import CPSDiagnostics
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

/// What is refused before anybody is asked whether it is signed.
@Suite struct ReadingRefusalTests {
  static let structures: [Refusal] = [
    Refusal("HN-18 unknown critical extension", .certificateMalformed) {
      $0.set(CertificateExtension("1.2.250.1.71.9.9", isCritical: true, value: DEREncoding.null))
    },
    Refusal("HN-18 critical name constraints", .certificateMalformed) {
      $0.set(CertificateExtension("2.5.29.30", isCritical: true, value: DEREncoding.sequence()))
    },
    Refusal("HN-16 leaf that says it is an authority", .profileNotAuthentication) {
      $0.profile.basicConstraints = BasicConstraints(isAuthority: true, pathLength: nil)
    },
    Refusal("serial number of 21 bytes", .certificateMalformed) {
      $0.edit { $0.serialNumber = [UInt8](repeating: 0x55, count: 21) }
    },
    Refusal("serial number zero", .certificateMalformed) { $0.edit { $0.serialNumber = [] } },
    Refusal("end before begin", .certificateMalformed) {
      $0.edit { builder in swap(&builder.notBefore, &builder.notAfter) }
    },
    Refusal("33 extensions", .certificateMalformed) { draft in
      for arc in 0..<33 {
        draft.set(
          CertificateExtension(ObjectIdentifier(stringLiteral: "1.2.3.\(arc)"), value: DEREncoding.null))
      }
    },
  ]

  static let doubled: [Refusal] = [
    ("category", ObjectIdentifier.igcCategory), ("card type", .igcCardType),
    ("card number", .igcCardNumber), ("profession", .igcProfession), ("specialities", .igcSpecialities),
    ("keyUsage", .keyUsage), ("basicConstraints", .basicConstraints),
  ].map { name, oid in
    Refusal("HC-12 \(name) twice", .certificateMalformed) { $0.profile.repeatedExtensions = [oid] }
  }

  static let encodings: [Refusal] = [
    Refusal("category of two bytes", .certificateMalformed) {
      $0.set(CertificateExtension(.igcCategory, value: DEREncoding.octetString([0x80, 0x80])))
    },
    Refusal("category empty", .certificateMalformed) {
      $0.set(CertificateExtension(.igcCategory, value: DEREncoding.octetString([])))
    },
    Refusal("category as INTEGER", .certificateMalformed) {
      $0.set(CertificateExtension(.igcCategory, value: DEREncoding.integer(0)))
    },
    Refusal("category that the table does not have", .certificateMalformed) { $0.profile.category = 0x81 },
    Refusal("card type not shortest", .certificateMalformed) {
      $0.set(CertificateExtension(.igcCardType, value: [0x02, 0x02, 0x00, 0x00]))
    },
    Refusal("card type in a long length", .certificateMalformed) {
      $0.set(CertificateExtension(.igcCardType, value: [0x02, 0x81, 0x01, 0x00]))
    },
    Refusal("card type with a byte behind", .certificateMalformed) {
      $0.set(CertificateExtension(.igcCardType, value: [0x02, 0x01, 0x00, 0x00]))
    },
    Refusal("card type negative", .certificateMalformed) {
      $0.set(CertificateExtension(.igcCardType, value: [0x02, 0x01, 0xFF]))
    },
    Refusal("card type as ENUMERATED", .certificateMalformed) {
      $0.set(CertificateExtension(.igcCardType, value: [0x0A, 0x01, 0x00]))
    },
    Refusal("card type that the table does not have", .certificateMalformed) { $0.profile.cardType = 4 },
    Refusal("card number as UTF8String", .certificateMalformed) {
      $0.set(Extensions.cardNumber("8025000001/2698000101", as: .utf8))
    },
    Refusal("profession of 1,000", .certificateMalformed) { $0.set(Extensions.profession(1_000)) },
    Refusal("specialities empty", .certificateMalformed) { $0.set(Extensions.specialities()) },
    Refusal("speciality as PrintableString", .certificateMalformed) {
      $0.set(Extensions.specialities(DEREncoding.string(.printable, "SM26")))
    },
    Refusal("speciality named twice", .certificateMalformed) {
      $0.set(Extensions.specialities(DEREncoding.string(.utf8, "SM26"), DEREncoding.string(.utf8, "SM26")))
    },
    Refusal("speciality with NUL", .certificateMalformed) {
      $0.set(Extensions.specialities(DEREncoding.string(.utf8, "SM26\u{0}")))
    },
  ]

  static let names: [Refusal] = [
    Refusal("HC-34 NUL in a name", .identityInvalid) { $0.profile.subject.surname = "FICTIF\u{0}" },
    Refusal("HC-34 NUL in the common name", .identityInvalid) {
      $0.profile.subject.commonName = "899900123011\u{0}"
    },
    Refusal("HC-34 escape sequence", .identityInvalid) { $0.profile.subject.surname = "\u{1B}[2JFICTIF" },
    Refusal("HC-34 right-to-left override", .identityInvalid) {
      $0.profile.subject.surname = "\u{202E}FITCIF"
    },
    Refusal("HC-34 new line", .identityInvalid) { $0.profile.subject.givenName = "ALIX\nMAX" },
    Refusal("HC-35 letter of another script", .identityInvalid) {
      $0.profile.subject.surname = "F\u{406}CTIF"
    },
    Refusal("HC-35 combining accent", .identityInvalid) { $0.profile.subject.surname = "FE\u{301}LIX" },
    Refusal("HC-34 name of 257 bytes", .identityInvalid) {
      $0.profile.subject.surname = String(repeating: "A", count: 257)
    },
    Refusal("name as IA5String", .identityInvalid) {
      $0.profile.subject.title = nil
      $0.profile.subject.stringType = .ia5
    },
    Refusal("17 attributes", .identityInvalid) {
      $0.profile.subject.additional = (0..<12).map {
        [NameAttribute(.organizationalUnitName, .utf8, "\($0)")]
      }
    },
  ]

  @Test(arguments: structures + doubled + encodings + names)
  func `HC-10 HC-12 HC-34 a certificate that no card bears is refused`(refusal: Refusal) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    try refusal.apply(&draft)
    let certificate = try draft.der()
    let verifier = try tree.verifier()
    #expect(throws: CPSError(refusal.row)) { try tree.logIn(with: certificate, by: verifier) }
  }

  /// Without the version, which says 3, and the extensions, which no other version has.
  @Test func `HN-16 a certificate of version 1 is refused`() throws {
    let tree = try TestTree.shared.get()
    let certificate = try RawCertificate.resigned(
      try LeafDraft(in: tree).der(), by: try tree.authority(.cards).key
    ) { fields in fields = Array(fields.dropFirst().dropLast()) }
    let verifier = try tree.verifier()
    let error = #expect(throws: CPSError.self) { try tree.logIn(with: certificate, by: verifier) }
    #expect(error == CPSError(.certificateMalformed))
    #expect(error?.reason == "rule 10: version 1")
  }

  @Test func `HN-16 a negative serial number is refused`() throws {
    let tree = try TestTree.shared.get()
    let certificate = try RawCertificate.resigned(
      try LeafDraft(in: tree).der(), by: try tree.authority(.cards).key
    ) { fields in fields[1] = try DERElement([0x02, 0x01, 0x81]) }
    let verifier = try tree.verifier()
    let error = #expect(throws: CPSError.self) { try tree.logIn(with: certificate, by: verifier) }
    #expect(error == CPSError(.certificateMalformed))
    #expect(error?.reason == "rule 10: serial number")
  }

  /// A proof cannot even carry it; another way in would be refused here.
  @Test func `HC-34 HN-15 a certificate of more than 8 kB has a fault`() throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    draft.profile.subject.surname = String(repeating: "A", count: 10_000)
    let certificate = try draft.der()
    let inspection = CertificateInspector.inspect(try Certificate(der: certificate))
    #expect(inspection.faults.contains(CPSError(.certificateMalformed)))
    let verifier = try tree.verifier()
    #expect(throws: CPSError(.proofMalformed)) { try tree.logIn(with: certificate, by: verifier) }
  }

  /// The names of a test card of the RECETTE tree are of this type throughout.
  @Test func aNameOfPrintableStringsIsRead() throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    draft.profile.subject.stringType = .printable
    draft.profile.subject.title = nil
    let professional = try tree.logIn(with: try draft.der(), by: try tree.verifier())
    #expect(professional.identity.familyName == "FICTIF-MEDECIN")
  }

  @Test func everyLetterOfFrenchCivilStatusIsRead() throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    draft.profile.subject.surname = "ÀÂÄÉÈÊËÏÎÔÖÙÛÜŸÇÆŒ D’ÀÎNÉ-L'àâäéèêëïîôöùûüÿçæœ"
    let professional = try tree.logIn(with: try draft.der(), by: try tree.verifier())
    #expect(professional.identity.familyName == draft.profile.subject.surname)
  }

  @Test(arguments: [SignatureAlgorithmName.sha1, SignatureAlgorithmName.md5])
  func `HN-16 a certificate that names SHA-1 or MD5 is refused`(arc: UInt8) throws {
    let tree = try TestTree.shared.get()
    let certificate = SignatureAlgorithmName.replaced(in: try LeafDraft(in: tree).der(), by: arc)
    let verifier = try tree.verifier()
    #expect(throws: CPSError(.signatureAlgorithmRefused)) { try tree.logIn(with: certificate, by: verifier) }
  }

  /// All reasons are told, the gravest gives the row.
  @Test func everyReasonStandsInTheRemark() throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    draft.profile.subject.surname = "\u{0}"
    draft.profile.repeatedExtensions = [.igcCategory]
    draft.profile.basicConstraints = BasicConstraints(isAuthority: true, pathLength: nil)
    let certificate = try draft.der()
    let verifier = try tree.verifier()
    let error = #expect(throws: CPSError.self) { try tree.logIn(with: certificate, by: verifier) }
    #expect(error == CPSError(.certificateMalformed))
    let remark = try #require(error?.reason)
    for rule in ["rule 10", "rule 6", "rule 12"] { #expect(remark.contains(rule)) }
  }
}
