import CPSDiagnostics
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

/// Genuine certificates of the tree that are not the authentication certificate of an accepted card.
@Suite struct ProfileRefusalTests {
  static let usages: [Refusal] = [
    Refusal("no keyUsage", .profileNotAuthentication) { $0.profile.keyUsage = nil },
    Refusal("keyUsage not critical", .profileNotAuthentication) {
      $0.set(Extensions.usage(.digitalSignature, isCritical: false))
    },
    Refusal("keyUsage without digitalSignature", .profileNotAuthentication) {
      $0.profile.keyUsage = .keyEncipherment
    },
    Refusal("keyUsage with nonRepudiation", .profileNotAuthentication) {
      $0.profile.keyUsage = [.digitalSignature, .nonRepudiation]
    },
    Refusal("no extKeyUsage", .profileNotAuthentication) { $0.profile.extendedKeyUsage = [] },
    Refusal("extKeyUsage serverAuth alone", .profileNotAuthentication) {
      $0.profile.extendedKeyUsage = [.serverAuthentication]
    },
    Refusal("extKeyUsage any", .profileNotAuthentication) {
      $0.profile.extendedKeyUsage = [.anyExtendedKeyUsage]
    },
    Refusal("extKeyUsage clientAuth and any", .profileNotAuthentication) {
      $0.profile.extendedKeyUsage = [.clientAuthentication, .anyExtendedKeyUsage]
    },
    Refusal("extKeyUsage of a server", .profileNotAuthentication) {
      $0.profile.extendedKeyUsage = [.clientAuthentication, .serverAuthentication]
    },
    Refusal("extKeyUsage of a signature", .profileNotAuthentication) {
      $0.profile.extendedKeyUsage = [.clientAuthentication, .emailProtection]
    },
    Refusal("extKeyUsage smartcardLogon alone", .profileNotAuthentication) {
      $0.profile.extendedKeyUsage = [.smartcardLogon]
    },
  ]

  static let cards: [Refusal] = [
    Refusal("no category", .profileNotCPS) { $0.profile.category = nil },
    Refusal("category of software", .profileNotCPS) { $0.profile.category = 0x83 },
    Refusal("category of a security module", .profileNotCPS) { $0.profile.category = 0x82 },
    Refusal("CA-07 category of production", .environmentMismatch) { $0.profile.category = 0x00 },
    Refusal("CA-07 category of production software", .environmentMismatch) { $0.profile.category = 0x03 },
    Refusal("no card type", .profileNotCPS) { $0.profile.cardType = nil },
    Refusal("card type CPF", .profileNotCPS) { $0.profile.cardType = 1 },
    Refusal("card type CPE", .profileNotCPS) { $0.profile.cardType = 2 },
    Refusal("card type CPA", .profileNotCPS) { $0.profile.cardType = 3 },
    Refusal("no card number", .profileNotCPS) { $0.profile.cardNumber = nil },
    Refusal("card number of 9 digits", .profileNotCPS) { $0.profile.cardNumber = "8025000001/269800010" },
    Refusal("card number of another issuer", .profileNotCPS) {
      $0.profile.cardNumber = "8025000002/2698000101"
    },
    Refusal("policy of the former authorities", .profileNotCPS) { $0.profile.policy = "1.2.250.1.71.3.7.4" },
  ]

  static let identities: [Refusal] = [
    Refusal("RPPS with a bad key", .identityInvalid) { $0.profile.subject.commonName = "899900123012" },
    Refusal("RPPS of ten digits", .identityInvalid) { $0.profile.subject.commonName = "89990012301" },
    Refusal("number of an establishment's staff", .identityInvalid) {
      $0.profile.subject.commonName = "30B0999999/CPE0001"
    },
    Refusal("number of a student", .identityInvalid) { $0.profile.subject.commonName = "9123456789" },
    Refusal("sandbox identity", .identityInvalid) { $0.profile.subject.commonName = "ANS20231122132732" },
    Refusal("no common name", .identityInvalid) { $0.profile.subject.commonName = nil },
    Refusal("two common names", .identityInvalid) {
      $0.profile.subject.additional = [[NameAttribute(.commonName, .utf8, "899900123029")]]
    },
    Refusal("number in another attribute", .identityInvalid) {
      $0.profile.subject.commonName = nil
      $0.profile.subject.additional = [[NameAttribute("2.5.4.5", .utf8, "899900123011")]]
    },
    Refusal("no surname", .identityInvalid) { $0.profile.subject.surname = nil },
    Refusal("two surnames", .identityInvalid) {
      $0.profile.subject.additional = [[NameAttribute(.surname, .utf8, "AUTRE")]]
    },
    Refusal("no given name", .identityInvalid) { $0.profile.subject.givenName = nil },
    Refusal("two given names", .identityInvalid) {
      $0.profile.subject.additional = [[NameAttribute(.givenName, .utf8, "AUTRE")]]
    },
    Refusal("blank surname", .identityInvalid) { $0.profile.subject.surname = " " },
    Refusal("surname with a blank before", .identityInvalid) { $0.profile.subject.surname = " FICTIF" },
    Refusal("no profession", .identityInvalid) { $0.profile.profession = nil },
  ]

  static let kinds: [Refusal] = [
    Refusal("signature certificate of the card", .profileNotAuthentication) {
      $0.profile = .cpsSignature(.physician, cardNumber: LeafDraft.cardNumber, validity: .fixture)
    },
    Refusal("software certificate of the same person", .profileNotCPS) {
      $0.profile = .software(.physician, validity: .fixture)
    },
    Refusal("card profile under the software authority", .profileNotCPS) {
      $0.profile.issuer = .issuing(.elementary, .persons)
    },
    Refusal("card profile under an authority of organisations", .profileNotCPS) {
      $0.profile.issuer = .issuing(.strong, .organisations)
    },
    Refusal("client certificate of an organisation", .profileNotCPS) {
      $0.profile = .organisationClient(validity: .fixture)
    },
    Refusal("server certificate of an organisation", .profileNotCPS) {
      $0.profile = .organisationServer(domain: "service.example", validity: .fixture)
    },
    Refusal("CPE", .profileNotCPS) {
      $0.profile = .cpeAuthentication(cardNumber: LeafDraft.cardNumber, validity: .fixture)
    },
    Refusal("CPF", .profileNotCPS) {
      $0.profile = .cpfAuthentication(.physician, cardNumber: LeafDraft.cardNumber, validity: .fixture)
    },
    Refusal("certificate of the contactless side", .identityInvalid) {
      $0.profile = .contactlessTechnical(cardNumber: LeafDraft.cardNumber, validity: .fixture)
    },
  ]

  @Test(arguments: usages)
  func `HN-17 a certificate for another use is refused`(refusal: Refusal) throws { try check(refusal) }

  @Test(arguments: cards)
  func `HC-29 a certificate that is not of a CPS is refused`(refusal: Refusal) throws { try check(refusal) }

  @Test(arguments: identities)
  func `HC-35 an identity that is not one person's is refused`(refusal: Refusal) throws {
    try check(refusal)
  }

  @Test(arguments: kinds)
  func `HN-17 the other certificates of the tree are refused`(refusal: Refusal) throws {
    try check(refusal)
  }

  @Test(arguments: [CardType.cpe, .cpa])
  func aCardOfStaffLogsInWhereItIsAcceptedAndAsItself(type: CardType) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree, .cpeAuthentication(cardNumber: LeafDraft.cardNumber, validity: .fixture))
    draft.profile.cardType = UInt8(type.code)
    let certificate = try draft.der()
    let verifier = try tree.verifier(accepting: AcceptedCards(.cps, type))
    let professional = try tree.logIn(with: certificate, by: verifier)
    #expect(professional.card.type == type)
    #expect(professional.identity.profession == nil)
    #expect(professional.identity.nationalIdentifier.kind == .finessRegister)
    let issuer = try tree.authority(.issuing(.standard, .persons)).certificate
    #expect(professional.issuerKeyIdentifier == issuer.subjectKeyIdentifier)
  }

  @Test func aCardInTrainingLogsInWhereItIsAcceptedAndAsItself() throws {
    let tree = try TestTree.shared.get()
    let draft = LeafDraft(
      in: tree, .cpfAuthentication(.physician, cardNumber: LeafDraft.cardNumber, validity: .fixture))
    let verifier = try tree.verifier(accepting: AcceptedCards(.cpf))
    #expect(try tree.logIn(with: try draft.der(), by: verifier).card.type == .cpf)
    let certificate = try LeafDraft(in: tree).der()
    #expect(throws: CPSError(.profileNotCPS)) { try tree.logIn(with: certificate, by: verifier) }
  }

  /// A card type is believed only from the authority that issues it.
  @Test(arguments: [
    (CardType.cps, SyntheticRole.issuing(.standard, .persons)), (.cpf, .issuing(.standard, .persons)),
    (.cpe, .issuing(.strong, .persons)), (.cpa, .issuing(.strong, .persons)),
  ])
  func aCardTypeOfTheOtherFamilyIsRefusedEvenWhereBothAreAccepted(
    type: CardType, issuer: SyntheticRole
  ) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    draft.profile.issuer = issuer
    draft.profile.cardType = UInt8(type.code)
    let certificate = try draft.der()
    let verifier = try tree.verifier(accepting: AcceptedCards(.cps, .cpf, .cpe, .cpa))
    #expect(throws: CPSError(.profileNotCPS)) { try tree.logIn(with: certificate, by: verifier) }
  }

  @Test func anADELINumberIsAnIdentity() throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    draft.profile.subject.commonName = "00B6087510"
    draft.profile.userPrincipalName = "0.0B6087510@carte-cps.fr"
    let professional = try tree.logIn(with: try draft.der(), by: try tree.verifier())
    #expect(professional.identity.nationalIdentifier.kind == .adeli)
    #expect(professional.alarms.isEmpty)
  }

  private func check(_ refusal: Refusal) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    try refusal.apply(&draft)
    let certificate = try draft.der()
    let verifier = try tree.verifier()
    #expect(throws: CPSError(refusal.row)) { try tree.logIn(with: certificate, by: verifier) }
  }
}
