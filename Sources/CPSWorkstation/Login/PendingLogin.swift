internal import CPSCard
internal import CPSDiagnostics
internal import CPSProof
internal import SmartCard

/// A login, or a step-up, after the person's entry and before the card has seen it.
struct PendingLogin: Sendable {
  let prepared: PreparedCard
  let connection: any CardConnection
  let entry: PendingEntry
  let lastTry: LastTry
  let challenge: Challenge
  let target: ServiceTarget
  let key: WorkstationKey
  /// What is confirmed in a session that is open; nil for a login.
  let confirmation: PendingConfirmation?
  /// The card, and where it lies.
  let order: StayOrder

  /// What the card is to sign: built from the address that the person gave.
  @Sendable func transcript(
    _ certificate: [UInt8], _ algorithm: ProofAlgorithm
  ) throws(CPSError) -> Transcript {
    var subject: SubjectDigest?
    if let text = confirmation?.subject { subject = try SubjectDigest(of: text, under: challenge.nonce) }
    return try Transcript(
      environment: target.environment, algorithm: algorithm, audience: target.audience,
      nonce: challenge.nonce, purpose: confirmation == nil ? .login : .stepUp,
      function: confirmation?.function, subject: subject, keyThumbprint: key.thumbprint,
      certificate: certificate)
  }
}
