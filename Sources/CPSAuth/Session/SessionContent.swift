internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

/// What is sealed of a session: everything that never changes under one token.
struct SessionContent: Codable, Sendable, Hashable {
  /// What was established when the card was shown.
  struct Card: Codable, Sendable, Hashable {
    let identity: ProfessionalIdentity
    let role: HolderRole
    let card: CardDescription
    let evidence: Evidence
    let certificateSHA256: [UInt8]
    let issuerKeyIdentifier: [UInt8]
    let serialNumber: [UInt8]
    let certificateExpiry: Timestamp
    let revocation: RevocationFacts
    let register: RegisterAnswer
  }

  /// One step-up: which function was confirmed, and when; about whom, where it was about a person.
  struct Confirmation: Codable, Sendable, Hashable {
    let function: FunctionName
    let at: Timestamp
    /// An authentication code of the person (``ConfirmedSubject``): 32 bytes.
    let subject: [UInt8]?
  }

  let reference: String
  let environment: TrustEnvironment
  let binding: SessionBinding
  let openedAt: Timestamp
  let endsAt: Timestamp
  let authenticatedAt: Timestamp?
  let confirmations: [Confirmation]
  let card: Card?
  let account: AccountName?
}

extension SessionContent.Card {
  init(_ holder: CardHolder) {
    self.init(
      identity: holder.identity, role: holder.role, card: holder.card, evidence: holder.evidence,
      certificateSHA256: holder.certificateSHA256, issuerKeyIdentifier: holder.issuerKeyIdentifier,
      serialNumber: holder.serialNumber, certificateExpiry: holder.certificateExpiry,
      revocation: holder.revocation, register: holder.register)
  }
}
