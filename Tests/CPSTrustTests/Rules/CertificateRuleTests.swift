import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// Rules 7, 9 to 13, 21 to 23, 28 and 29 of igc-sante.md section 4: what a certificate says.
///
/// Rule 8 has its tests beside the verifier of signature certificates.
@Suite struct CertificateRuleTests {
  private let bench: CardBench
  private var tree: TestTree { bench.tree }

  init() throws { bench = try CardBench() }

  @Test func `rule 7 a certificate for authentication alone logs in`() throws {
    let professional = try bench.logIn(strictness: .hardened)
    #expect(professional.alarms.isEmpty)
  }

  @Test func `rule 7 HN-17 a certificate for another use is refused`() throws {
    let changes: [(inout LeafDraft) -> Void] = [
      { $0.profile = CardBench.signature },
      { $0.profile.keyUsage = nil },
      { $0.set(Extensions.usage(.digitalSignature, isCritical: false)) },
      { $0.profile.keyUsage = [.digitalSignature, .nonRepudiation] },
      { $0.profile.keyUsage = [.digitalSignature, .crlSign] },
      { $0.profile.extendedKeyUsage = [] },
      { $0.profile.extendedKeyUsage = [.anyExtendedKeyUsage] },
      { $0.profile.extendedKeyUsage = [.clientAuthentication, .serverAuthentication] },
    ]
    for change in changes {
      #expect(throws: CPSError(.profileNotAuthentication)) { try bench.logIn(change) }
    }
  }

  /// What is inferred alarms, and refuses once real cards have shown that it holds.
  @Test func `rule 7 encipherment and a missing smartcardLogon alarm, and refuse where hardened`() throws {
    let changes: [(InferredRule, (inout LeafDraft) -> Void)] = [
      (.encipherment, { $0.profile.keyUsage = [.digitalSignature, .keyEncipherment] }),
      (.smartcardLogon, { $0.profile.extendedKeyUsage = [.clientAuthentication] }),
    ]
    for (rule, change) in changes {
      #expect(try bench.logIn(change).alarms.map(\.reason) == ["rule 7: \(rule.rawValue)"])
      #expect(throws: CPSError(.profileDeviation)) {
        try bench.logIn(strictness: ProfileStrictness(refusing: [rule]), change)
      }
    }
  }

  @Test func `rule 9 category, card type and card number are those of a card`() throws {
    let card = try bench.logIn().card
    #expect(card.category == .testCard)
    #expect(card.type == .cps)
    #expect(card.number.text == LeafDraft.cardNumber)
  }

  @Test func `rule 9 a certificate without one of the three is not of a card`() throws {
    let changes: [(inout LeafDraft) -> Void] = [
      { $0.profile.category = nil }, { $0.profile.cardType = nil }, { $0.profile.cardNumber = nil },
      { $0.profile.category = 0x83 }, { $0.profile.cardNumber = "2698000101" },
      { $0.profile.cardNumber = "8025000001/26980001011" },
    ]
    for change in changes { #expect(throws: CPSError(.profileNotCPS)) { try bench.logIn(change) } }
  }

  @Test func `rule 10 the five extensions are read from their one encoding`() throws {
    let card = try CardCertificate(try Certificate(der: try LeafDraft(in: tree).der()))
    #expect(card.category == .testCard)
    #expect(card.type == .cps)
    #expect(card.number?.text == LeafDraft.cardNumber)
    #expect(card.profession == .physician)
    #expect(card.specialities.map(\.rawValue) == ["SM26"])
  }

  @Test func `rule 10 HC-10 HC-12 another encoding, a second one or a critical stranger is refused`() throws {
    let changes: [(inout LeafDraft) -> Void] = [
      { $0.set(CertificateExtension(.igcCategory, value: DEREncoding.octetString([0x80, 0x80]))) },
      { $0.set(CertificateExtension(.igcCardType, value: [0x02, 0x02, 0x00, 0x00])) },
      { $0.set(CertificateExtension(.igcCardType, value: [0x02, 0x81, 0x01, 0x00])) },
      { $0.set(CertificateExtension(.igcProfession, value: [0x02, 0x01, 0x0A, 0x00])) },
      { $0.set(Extensions.cardNumber("8025000001/2698000101", as: .utf8)) },
      { $0.set(Extensions.specialities()) },
      { $0.profile.repeatedExtensions = [.igcCategory] },
      { $0.set(CertificateExtension("1.2.250.1.71.9.9", isCritical: true, value: DEREncoding.null)) },
    ]
    for change in changes { #expect(throws: CPSError(.certificateMalformed)) { try bench.logIn(change) } }
  }

  @Test func `rule 11 a policy of its tree is silent, an unknown one alarms`() throws {
    #expect(try bench.judgeInProduction().isEmpty)
    let alarms = try bench.judgeInProduction { $0.profile.policy = "1.2.250.1.213.1.70.1" }
    #expect(alarms.map(\.reason) == ["rule 11: policy"])
  }

  @Test func `rule 11 HN-16 the policy of the test tree is refused in production`() throws {
    #expect(throws: CPSError(.environmentMismatch)) {
      try bench.judgeInProduction { $0.profile.policy = "1.2.250.1.213.1.7.2.1.1.1.1" }
    }
  }

  /// DER sorts the members of a set by their encoding, so that longer names change places.
  @Test func `rule 12 one name of three attributes is read in whatever order they stand`() throws {
    var orders: Set<[ObjectIdentifier]> = []
    for (surname, givenName) in [
      ("FICTIF", "ALIX"), ("F", "A"), ("FICTIF-MEDECIN-LONG", "A"), ("F", "ALEXANDRINE"),
    ] {
      let change: (inout LeafDraft) -> Void = {
        $0.profile.subject.surname = surname
        $0.profile.subject.givenName = givenName
      }
      var draft = LeafDraft(in: tree)
      change(&draft)
      let subject = try Certificate(der: try draft.der()).subject
      orders.insert(subject.relativeNames.last?.map(\.oid) ?? [])
      let identity = try bench.logIn(change).identity
      #expect(identity.familyName == surname)
      #expect(identity.givenName == givenName)
      #expect(identity.nationalIdentifier.text == "899900123011")
    }
    #expect(orders.count > 1)
  }

  @Test func `rule 12 HC-35 an identity that is not one person's is refused`() throws {
    for number in [
      "899900123012", "810000000001", "ANS20231122132732", "30B0999999/CPE0001", "00b6087510", "8",
    ] {
      #expect(throws: CPSError(.identityInvalid)) {
        try bench.logIn { $0.profile.subject.commonName = number }
      }
    }
    let changes: [(inout LeafDraft) -> Void] = [
      { $0.profile.subject.surname = nil }, { $0.profile.subject.givenName = nil },
      { $0.profile.subject.additional = [[NameAttribute(.commonName, .utf8, "899900123029")]] },
      { $0.profile.subject.surname = "F\u{0}" }, { $0.profile.subject.surname = "FE\u{301}LIX" },
      { $0.profile.subject.stringType = .ia5 },
    ]
    for change in changes { #expect(throws: CPSError(.identityInvalid)) { try bench.logIn(change) } }
  }

  /// As the DMP knows it: neither surname nor given name, a pseudonym instead (igc-sante.md section 1.4).
  @Test func `rule 12 a card of staff that names nobody is refused with its own reason`() throws {
    let change: (inout LeafDraft) -> Void = {
      $0.profile = CardBench.staff
      $0.profile.subject.title = "Carte de service santé ou social"
      $0.profile.subject.surname = nil
      $0.profile.subject.givenName = nil
      $0.profile.subject.additional = [[NameAttribute("2.5.4.65", .utf8, "CPE0001")]]
    }
    #expect(throws: CPSError(.cardNotNominative)) {
      try bench.logIn(accepting: CardBench.everyCard, change)
    }
    // Half a name is a fault, not a kind of card; and a CPS always names somebody.
    #expect(throws: CPSError(.identityInvalid)) {
      try bench.logIn(accepting: CardBench.everyCard) {
        $0.profile = CardBench.staff
        $0.profile.subject.givenName = nil
      }
    }
    #expect(throws: CPSError(.identityInvalid)) {
      try bench.logIn {
        $0.profile.subject.surname = nil
        $0.profile.subject.givenName = nil
      }
    }
  }

  @Test func `rule 13 profession, title, principal name and speciality agree`() throws {
    let professional = try bench.logIn(strictness: .hardened)
    #expect(professional.identity.profession?.label?[.french] == "Médecin")
    #expect(professional.identity.specialities.filter { !$0.isKnown }.isEmpty)
  }

  @Test func `rule 13 a CPS without profession is refused, and what disagrees alarms`() throws {
    #expect(throws: CPSError(.identityInvalid)) { try bench.logIn { $0.profile.profession = nil } }
    let changes: [(InferredRule, (inout LeafDraft) -> Void)] = [
      (.title, { $0.profile.subject.title = "Pharmacien" }),
      (.userPrincipalName, { $0.profile.userPrincipalName = "8.99900123029@carte-cps.fr" }),
      (.specialityKnown, { $0.profile.specialities = ["SM99"] }),
    ]
    for (rule, change) in changes {
      #expect(try bench.logIn(change).alarms.map(\.reason) == ["rule 13: \(rule.rawValue)"])
      #expect(throws: CPSError(.profileDeviation)) { try bench.logIn(strictness: .hardened, change) }
    }
  }

  /// Staff exercise no profession, even where a certificate was made to say so.
  @Test func `rule 13 a profession on a card of staff alarms and is not theirs`() throws {
    let professional = try bench.logIn(accepting: CardBench.everyCard) {
      $0.profile = CardBench.staff
      $0.profile.profession = 10
      $0.profile.subject.title = "Médecin"
      $0.profile.specialities = ["SM26"]
    }
    #expect(professional.alarms.map(\.reason) == ["rule 13: staff-profession"])
    #expect(professional.role.profession == nil)
    #expect(professional.identity.profession == nil)
    #expect(professional.identity.specialities.isEmpty)
  }

  @Test func `rule 21 sha256WithRSA and RSA of 2,048 bits log in`() throws {
    let certificate = try Certificate(der: try LeafDraft(in: tree).der())
    #expect(certificate.signatureAlgorithm == .sha256WithRSA)
    #expect(certificate.publicKey.kind == .rsa(bits: 2_048, exponent: [1, 0, 1]))
    #expect(throws: Never.self) { try StrictReading.check(certificate) }
  }

  @Test func `rule 21 HN-16 HC-19 another algorithm or kind of key is refused`() throws {
    for arc in [SignatureAlgorithmName.sha1, SignatureAlgorithmName.md5] {
      let certificate = SignatureAlgorithmName.replaced(in: try LeafDraft(in: tree).der(), by: arc)
      #expect(throws: CPSError(.signatureAlgorithmRefused)) {
        try tree.logIn(with: certificate, by: tree.verifier())
      }
    }
    let curve = tree.workstationKey
    var draft = LeafDraft(in: tree)
    draft.key = curve.publicKey
    let certificate = try draft.der()
    #expect(throws: CPSError(.keyWeak)) { try tree.logIn(with: certificate, by: tree.verifier()) }
  }

  @Test func `rule 22 HN-16 a policy or a name of the former card authorities is refused`() throws {
    #expect(throws: CPSError(.profileNotCPS)) {
      try bench.logIn { $0.profile.policy = "1.2.250.1.71.3.7.4" }
    }
    for organisation in ["GIP-CPS", "GIP-CPS-TEST", "TEST"] {
      let issuer = try DistinguishedName(relativeNames: [
        [NameAttribute(.countryName, .printable, "FR")],
        [NameAttribute(.organizationName, .utf8, organisation)],
        [NameAttribute(.organizationalUnitName, .utf8, "TEST CLASSE-1")],
      ])
      #expect(throws: CPSError(.environmentMismatch)) { try bench.logIn { $0.edit { $0.issuer = issuer } } }
    }
  }

  /// Legacy certificates for signatures could authenticate, too, by their key usage alone.
  @Test func `rule 22 one key for both duties is good for neither`() throws {
    #expect(throws: CPSError(.profileNotAuthentication)) {
      try bench.logIn { $0.profile.keyUsage = [.digitalSignature, .nonRepudiation] }
    }
  }

  @Test func `rule 23 the certificate of the side without a PIN logs nobody in`() throws {
    #expect(throws: CPSError(.identityInvalid)) {
      try bench.logIn(accepting: CardBench.everyCard) {
        $0.profile = .contactlessTechnical(cardNumber: LeafDraft.cardNumber, validity: .fixture)
      }
    }
  }

  @Test func `rule 28 a card is valid from its first second and not before`() throws {
    let validity = LeafValidity(from: TestTree.now, to: TestTree.now + .seconds(86_400))
    #expect(throws: Never.self) { try bench.logIn { $0.profile.validity = validity } }
    #expect(throws: CPSError(.certificateNotYetValid)) {
      try bench.logIn {
        $0.profile.validity = LeafValidity(from: TestTree.now + .seconds(1), to: validity.notAfter)
      }
    }
  }

  @Test func `rule 28 a card that outlives its authority alarms, and refuses where hardened`() throws {
    let change: (inout LeafDraft) -> Void = {
      $0.profile.validity = LeafValidity(
        from: moment("2028-01-01T00:00:00Z"), to: moment("2033-06-26T00:00:00Z"))
    }
    var draft = LeafDraft(in: tree)
    change(&draft)
    let certificate = try draft.der()
    let later = moment("2028-01-02T00:00:00Z")
    let book = try freshBook(at: later)
    let professional = try tree.logIn(with: certificate, by: tree.verifier(book: book, at: later))
    #expect(professional.alarms.map(\.reason) == ["rule 28: hierarchy-end"])
    #expect(throws: CPSError(.profileDeviation)) {
      try tree.logIn(with: certificate, by: tree.verifier(book: book, strictness: .hardened, at: later))
    }
  }

  @Test func `rule 29 three years and six years pass, more alarms, and refuses where hardened`() throws {
    for end in ["2029-01-01T00:00:00Z", "2032-01-01T00:00:00Z"] {
      let professional = try bench.logIn {
        $0.profile.validity = LeafValidity(from: moment("2026-01-01T00:00:00Z"), to: moment(end))
      }
      #expect(professional.alarms.isEmpty)
    }
    let change: (inout LeafDraft) -> Void = {
      $0.profile.validity = LeafValidity(
        from: moment("2026-01-01T00:00:00Z"), to: moment("2032-02-01T00:00:00Z"))
    }
    #expect(try bench.logIn(change).alarms.map(\.reason) == ["rule 29: validity-cap"])
    #expect(throws: CPSError(.profileDeviation)) {
      try bench.logIn(strictness: ProfileStrictness(refusing: [.validityCap]), change)
    }
  }

  private func freshBook(at time: Timestamp) throws -> RevocationBook {
    let book = RevocationBook(anchors: try tree.anchors())
    for list in try tree.igc.issueRevocationLists(at: time, revoked: []) { try book.admit(list, at: time) }
    return book
  }
}
