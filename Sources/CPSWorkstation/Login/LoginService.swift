public import CPSDiagnostics
public import CPSProof

/// What a login asks of the service, in this order, through whoever holds the session's key.
public protocol LoginService: Sendable {
  /// Makes the session's key, and sees that the service answers and is the one that is meant.
  ///
  /// Called before anybody is asked for a PIN.
  ///
  /// - Throws: ``Diagnostic/serviceUnreachable``, ``Diagnostic/serviceNotTrusted``,
  ///   ``Diagnostic/serviceRedirected``, ``Diagnostic/serviceAnswerInvalid``,
  ///   ``Diagnostic/serviceEnvironmentMismatch``, ``Diagnostic/serviceOriginMismatch``.
  func prepare(_ target: ServiceTarget) async throws(CPSError) -> WorkstationKey

  /// Fetches a challenge issued to that key.
  func challenge() async throws(CPSError) -> Challenge

  /// Posts the proof; the session is held by whoever holds the key, and its card watched where that is ordered.
  func open(_ proof: Proof, staying order: StayOrder?) async throws(CPSError) -> SessionReport
}
