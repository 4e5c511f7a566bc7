internal import CPSDiagnostics
internal import CPSProof

extension CardGeneration {
  /// The driver of this generation.
  ///
  /// - Throws: ``Diagnostic/cardContactless``; ``Diagnostic/cardGenerationUnsupported`` when it is only
  ///   recognised.
  func driver() throws(CPSError) -> any CardDriver {
    switch self {
    case .cps3: return CPS3Driver()
    case .cps4, .cps4T0, .cps4ReleaseCandidate: return CPS4Driver(generation: self)
    case .cps3Contactless: throw CPSError(.cardContactless)
    case .unlisted: throw CPSError(.cardGenerationUnsupported, ["generation": displayName])
    }
  }

  /// Makes sure that cards of this generation may log in where `environment` rules (attack case HC-29).
  ///
  /// - Throws: ``Diagnostic/cardForTestsOnly`` for one that was never issued to people, in production.
  func requireAdmitted(in environment: TrustEnvironment) throws(CPSError) {
    guard self == .cps4ReleaseCandidate, environment == .production else { return }
    throw CPSError(.cardForTestsOnly, ["generation": displayName])
  }
}
