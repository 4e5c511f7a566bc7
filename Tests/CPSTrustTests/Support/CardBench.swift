import CPSDiagnostics
import CPSProof
import OpenSSLKit
import SyntheticIGC

@testable import CPSTrust

/// Logs in with a card that is right in everything but what a test changes.
struct CardBench {
  static let everyCard = AcceptedCards(.cps, .cpf, .cpe, .cpa)
  static let staff = LeafProfile.cpeAuthentication(cardNumber: LeafDraft.cardNumber, validity: .fixture)
  static let training = LeafProfile.cpfAuthentication(
    .physician, cardNumber: LeafDraft.cardNumber, validity: .fixture)
  static let signature = LeafProfile.cpsSignature(
    .physician, cardNumber: LeafDraft.cardNumber, validity: .fixture)

  let tree: TestTree

  init() throws { tree = try TestTree.shared.get() }

  /// Under the synthetic authorities, through the whole of the verification.
  @discardableResult
  func logIn(
    accepting accepted: AcceptedCards = .cps, strictness: ProfileStrictness = .standard,
    book: RevocationBook? = nil, _ change: (inout LeafDraft) throws -> Void = { _ in }
  ) throws -> VerifiedProfessional {
    var draft = LeafDraft(in: tree)
    try change(&draft)
    return try tree.logIn(
      with: try draft.der(), by: try tree.verifier(book: book, accepting: accepted, strictness: strictness))
  }

  /// As production would judge it: no certificate of a production card was ever seen, so its rules are asked
  /// directly, about a card of category 00 with a policy of the production tree.
  @discardableResult
  func judgeInProduction(
    issuedBy family: CertificateFamily = .strong, _ duty: AuthorityDuty = .persons,
    accepting accepted: AcceptedCards = .cps, _ change: (inout LeafDraft) throws -> Void = { _ in }
  ) throws -> [CPSError] {
    var draft = LeafDraft(in: tree)
    draft.profile.category = 0x00
    draft.profile.policy = "1.2.250.1.213.1.7.1.1.1.1.1"
    try change(&draft)
    guard let issuer = try tree.anchors().authority(family, duty) else { throw CPSError(.internalFault) }
    let card = try CardCertificate(try Certificate(der: try draft.der()))
    return try CertificateProfile.judge(
      card,
      expecting: ProfileExpectation(
        environment: .production, accepted: accepted, duty: .authentication, issuer: issuer),
      strictness: .standard)
  }
}
