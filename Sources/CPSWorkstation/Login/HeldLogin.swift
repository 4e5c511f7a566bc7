internal import CPSCard
public import CPSDiagnostics
internal import CPSProof

/// A session whose card is held, PIN presented, so that the card itself signs its presence.
public struct HeldLogin: Sendable {
  /// How often the end of the session is looked for.
  private static let pause: Duration = .seconds(1)

  /// The session.
  public let report: SessionReport

  let hold: CardHold
  let service: any HoldService
  let readers: any ReaderAccess
  let reader: String
  let target: ServiceTarget
  let key: WorkstationKey

  /// Shows presence until session or card are gone, or the task is cancelled; then the card is reset and let go.
  ///
  /// - Throws: ``Diagnostic/cardLeft``, what the card throws, why the service ended the session;
  ///   ``Diagnostic/cancelled``.
  public func keep() async throws(CPSError) {
    do throws(CPSError) {
      try await follow()
    } catch {
      await hold.end()
      throw error
    }
  }

  private func follow() async throws(CPSError) {
    var nextShow = ContinuousClock.now
    while !Task.isCancelled {
      try await service.requireOpen()
      let status = try await readers.current().first { $0.name == reader }
      guard status?.card == .present else { throw CPSError(.cardLeft) }
      if ContinuousClock.now >= nextShow { nextShow = .now + (try await show()) / 2 }
      try? await Task.sleep(for: Self.pause, clock: .continuous)
    }
    throw CPSError(.cancelled)
  }

  /// Has the card sign one challenge, and tells how long that serves.
  private func show() async throws(CPSError) -> Duration {
    let challenge = try await service.presenceChallenge()
    let (target, thumbprint) = (target, key.thumbprint)
    let authentication = try await hold.signPresence { (certificate, algorithm) throws(CPSError) in
      try Transcript(
        environment: target.environment, algorithm: algorithm, audience: target.audience,
        nonce: challenge.nonce, purpose: .presence, function: nil, subject: nil, keyThumbprint: thumbprint,
        certificate: certificate)
    }
    let proof = try Proof(
      challengeID: challenge.id, algorithm: authentication.algorithm,
      unverifiedCertificate: authentication.unverifiedCertificate, signature: authentication.signature,
      workstationKey: key)
    let report = try await service.present(proof)
    return .seconds(report.presence?.expiresIn ?? 0)
  }
}
