import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import Testing

/// A report on a card that is shared says nothing of whose it is.
@Suite struct RedactionTests {
  private let bench: TrustBench

  init() throws {
    bench = try TrustBench()
    try bench.fill()
    _ = try bench.store.importItem(at: bench.source, at: TestTree.now)
  }

  private func examined(_ certificate: Certificate) throws -> CertificateExamination {
    try CertificateExaminer(bench.store, at: TestTree.now).examine(certificate, at: TestTree.now)
  }

  /// Everything that a certificate says of a person, a card or a key, in the spellings that a text may use.
  static func secrets(of certificate: Certificate) throws -> [String] {
    var values: [[UInt8]] = [
      "FICTIF-MEDECIN", "ALIX", "899900123011", "99900123011", LeafDraft.cardNumber, "Médecin",
    ]
    .map { Array($0.utf8) }
    values += [
      certificate.serialNumber, certificate.sha256, try Digest.sha1(certificate.der),
      certificate.publicKey.subjectPublicKeyInfo, try #require(certificate.publicKey.rsaModulus),
      try Digest.sha256(certificate.publicKey.subjectPublicKeyInfo),
      try #require(certificate.subjectKeyIdentifier), Array(certificate.der.suffix(256)),
    ]
    return values.flatMap { value in
      [
        String(decoding: value, as: UTF8.self), Hexadecimal.encode(value), Base64URL.encode(value),
        Data(value).base64EncodedString(), value.map { "\($0)" }.joined(separator: ", "),
      ]
    } + [certificate.notBefore, certificate.notAfter].map { String($0.rfc3339.prefix(10)) }
  }

  private func expectClean(_ examination: CertificateExamination, of certificate: Certificate) throws {
    // Whatever a report may show stands in this value.
    var text = ""
    dump(examination.inspection, to: &text)
    dump(examination.structure, to: &text)
    dump(examination.findings, to: &text)
    dump(examination.register, to: &text)
    for language in Language.allCases {
      for finding in examination.findings {
        text += finding.error.message(in: language) + finding.error.hint(in: language) + "\(finding.error)"
      }
    }
    for secret in try Self.secrets(of: certificate) {
      #expect(!text.lowercased().contains(secret.lowercased()), "\(secret.prefix(40))")
    }
  }

  @Test func `nothing of the person, the card or the key is in what is shared`() throws {
    let certificate = try Certificate(der: try LeafDraft(in: bench.tree).der())
    let plain = try examined(certificate)
    #expect(plain.inspection.identity?.familyName == "FICTIF-MEDECIN")
    #expect(plain.inspection.cardNumber?.text == LeafDraft.cardNumber)
    let shared = plain.redacted()
    #expect(shared.inspection.identity == nil && shared.inspection.cardNumber == nil)
    #expect(shared.passes && shared.inspection.kind == .cardAuthentication(.cps))
    try expectClean(shared, of: certificate)
  }

  /// Departures are what one shares a report for, and their particulars are where a value would slip through.
  @Test(
    arguments: ProfileRefusalTests.usages + ProfileRefusalTests.cards + ReadingRefusalTests.structures
      + ReadingRefusalTests.encodings)
  func `nor in what is said against a certificate`(refusal: Refusal) throws {
    var draft = LeafDraft(in: bench.tree)
    try refusal.apply(&draft)
    guard let certificate = try? Certificate(der: draft.der()), certificate.publicKey.rsaModulus != nil,
      certificate.subjectKeyIdentifier != nil, certificate.serialNumber.count > 2
    else { return }
    try expectClean(try examined(certificate).redacted(), of: certificate)
  }

  @Test func `a particular that repeats a value is taken out of its sentence`() throws {
    struct Talker: PractitionerRegister {
      func answer(for person: NationalIdentifier, at moment: Timestamp) throws(CPSError) -> RegisterAnswer {
        .mayNotPractise(reason: "\(person.text) was struck off")
      }
    }
    let certificate = try Certificate(der: try LeafDraft(in: bench.tree).der())
    let found = try CertificateExaminer(bench.store, register: Talker(), at: TestTree.now)
      .examine(certificate, at: TestTree.now).redacted()
    #expect(!found.passes)
    #expect(found.findings.map { $0.error.values["detail"] } == ["…"])
    try expectClean(found, of: certificate)
  }

  /// A self-signed certificate has the person's name as its issuer's.
  @Test func `an issuer that is no authority of IGC-Santé is not named`() throws {
    let leaf = try Certificate(der: try LeafDraft(in: bench.tree).der())
    var draft = LeafDraft(in: bench.tree)
    draft.edit { $0.issuer = leaf.subject }
    let certificate = try Certificate(der: draft.der())
    let shared = try examined(certificate).redacted()
    #expect(shared.structure.issuer == nil && shared.inspection.issuer == nil)
    try expectClean(shared, of: certificate)
  }

  @Test func `structure is what remains`() throws {
    var draft = LeafDraft(in: bench.tree)
    draft.profile.userPrincipalName = "8.99900123011@carte-cps.fr"
    let certificate = try Certificate(der: draft.der())
    let structure = try examined(certificate).redacted().structure
    #expect(structure.version == 3 && structure.key == "RSA 2048" && structure.exponent == "010001")
    #expect(structure.signatureAlgorithm == "1.2.840.113549.1.1.11")
    #expect(structure.usages == ["digitalSignature"])
    #expect(structure.purposes == ["1.3.6.1.5.5.7.3.2", "1.3.6.1.4.1.311.20.2.2"])
    #expect(structure.policies == ["1.2.250.1.213.1.7.2.1.1.1.1"])
    #expect(structure.userPrincipalNameForms == ["9.99999999999@AAAAA-AAA.AA"])
    #expect(structure.issuer?.contains("AC IGC-SANTE FORT PERSONNES") == true)
    #expect(structure.extensions.count == certificate.extensions.count)
    #expect(structure.extensions.filter(\.isCritical).map(\.oid) == ["2.5.29.15"])
    #expect(structure.subjectAttributes.map(\.count) == [1, 1, 3])
    #expect(structure.subjectAttributes[0] == structure.issuerAttributes[0])
  }
}
