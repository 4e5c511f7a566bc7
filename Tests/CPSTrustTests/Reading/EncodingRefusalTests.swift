import CPSDiagnostics
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// Certificates whose fields say the same in another way than the standard has it.
@Suite struct EncodingRefusalTests {
  /// One field of the body replaced, and the reason that is given.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reason: String
    let apply: @Sendable (inout [DERElement]) throws -> Void

    init(_ name: String, _ reason: String, _ apply: @escaping @Sendable (inout [DERElement]) throws -> Void) {
      testDescription = name
      self.reason = reason
      self.apply = apply
    }
  }

  private static func time(_ text: String) -> [UInt8] { DEREncoding.element(0x18, Array(text.utf8)) }

  static let changes: [Change] = [
    Change("GeneralizedTime before 2050", "rule 10: validity") { fields in
      let end = try fields[4].children()[1].encoding
      fields[4] = try DERElement(DEREncoding.sequence(time("20260101000000Z"), end))
    },
    Change("unique identifier", "rule 10: unique identifiers") { fields in
      fields.insert(try DERElement([0x82, 0x02, 0x00, 0x01]), at: 7)
    },
    Change("HC-10 one moment only", "validity") { fields in
      fields[4] = try DERElement(DEREncoding.sequence(fields[4].children()[0].encoding))
    },
    Change("HC-10 two signature algorithms", "two signature algorithms") { fields in
      fields[2] = try DERElement(
        DEREncoding.sequence(DEREncoding.objectIdentifier(.sha384WithRSA), DEREncoding.null))
    },
  ]

  static let extensions: [Refusal] = [
    Refusal("path length of no authority", .certificateMalformed) {
      $0.set(
        CertificateExtension(.basicConstraints, value: DEREncoding.sequence(DEREncoding.integer(0))))
    },
    Refusal("FALSE written out", .certificateMalformed) {
      $0.set(
        CertificateExtension(.basicConstraints, value: DEREncoding.sequence(DEREncoding.boolean(false))))
    },
    Refusal("a policy twice", .certificateMalformed) {
      let policy = DEREncoding.sequence(DEREncoding.objectIdentifier("1.2.250.1.213.1.7.3.1.1.1.1"))
      $0.set(CertificateExtension(.certificatePolicies, value: DEREncoding.sequence(policy, policy)))
    },
    Refusal("two key identifiers of the issuer", .certificateMalformed) {
      let identifier = DEREncoding.element(0x80, [1, 2, 3])
      $0.set(
        CertificateExtension(.authorityKeyIdentifier, value: DEREncoding.sequence(identifier, identifier)))
    },
    Refusal("usage with zeros behind", .certificateMalformed) {
      $0.set(CertificateExtension(.keyUsage, isCritical: true, value: [0x03, 0x03, 0x00, 0x80, 0x00]))
    },
    Refusal("no purpose", .certificateMalformed) {
      $0.set(CertificateExtension(.extendedKeyUsage, value: DEREncoding.sequence()))
    },
    Refusal("byte behind a usage", .certificateMalformed) {
      $0.set(CertificateExtension(.keyUsage, isCritical: true, value: [0x03, 0x02, 0x07, 0x80, 0x00]))
    },
  ]

  @Test(arguments: changes)
  func `HC-10 a field in another form is refused`(change: Change) throws {
    let tree = try TestTree.shared.get()
    let verifier = try tree.verifier()
    let error = #expect(throws: CPSError.self) {
      let certificate = try RawCertificate.resigned(
        try LeafDraft(in: tree).der(), by: try tree.authority(.cards).key, change.apply)
      _ = try tree.logIn(with: certificate, by: verifier)
    }
    #expect(error?.diagnostic == .certificateMalformed)
    #expect(error?.reason == change.reason)
  }

  /// What the signature covers and what stands beside it agree, and are wrong.
  @Test func `HC-10 an algorithm without its NULL is refused`() throws {
    let tree = try TestTree.shared.get()
    let members = try DERElement(try LeafDraft(in: tree).der()).children()
    var fields = try members[0].children().map(\.encoding)
    let bare = DEREncoding.sequence(DEREncoding.objectIdentifier(.sha256WithRSA))
    fields[2] = bare
    let body = DEREncoding.element(0x30, fields.flatMap { $0 })
    let signature = try tree.authority(.cards).key.sign(body, algorithm: .rs256)
    let error = #expect(throws: CPSError(.certificateMalformed)) {
      try Certificate(der: DEREncoding.sequence(body, bare, DEREncoding.bitString(signature)))
    }
    #expect(error?.reason == "parameters of the signature algorithm")
  }

  @Test(arguments: extensions)
  func `HC-10 HC-12 an extension in another form is refused`(refusal: Refusal) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    try refusal.apply(&draft)
    let certificate = try draft.der()
    let verifier = try tree.verifier()
    #expect(throws: CPSError(refusal.row)) { try tree.logIn(with: certificate, by: verifier) }
  }

  @Test(arguments: ["8\u{0}@carte-cps.fr", "8\u{202E}@carte-cps.fr", "8\u{1B}[2J@carte-cps.fr", ""])
  func `HC-34 a user principal name with a character that acts is refused`(name: String) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    let value = DEREncoding.sequence(
      DEREncoding.objectIdentifier(.userPrincipalName),
      DEREncoding.element(0xA0, DEREncoding.string(.utf8, name)))
    let content = Array(try DERElement(value).contents)
    draft.set(
      CertificateExtension(
        .subjectAlternativeName, value: DEREncoding.sequence(DEREncoding.element(0xA0, content))))
    let certificate = try Certificate(der: try draft.der())
    #expect(StrictReading.refusals(of: certificate).reasons.map(\.diagnostic) == [.identityInvalid])
    #expect(
      StrictReading.refusals(of: certificate, at: .plain).reasons.map(\.diagnostic) == [.identityInvalid])
  }

  /// A pin says which certificate it is, not that it is a good one.
  @Test func `HC-19 HN-16 a pinned certificate that is no authority does not come in`() throws {
    let tree = try TestTree.shared.get()
    let authority = try tree.authority(.cards).certificate
    let pins = try tree.pins()
    #expect(throws: Never.self) { try Authority(authority, pinnedBy: pins) }
    for level in [ReadingLevel.authority, .plain] {
      #expect(throws: Never.self) { try StrictReading.check(authority, at: level) }
    }
    let leaf = try Certificate(der: try LeafDraft(in: tree).der())
    #expect(throws: CPSError(.certificateMalformed)) { try StrictReading.check(leaf, at: .authority) }
  }
}
