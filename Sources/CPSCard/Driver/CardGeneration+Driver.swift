internal import CPSDiagnostics

extension CardGeneration {
  /// The driver of this generation.
  ///
  /// - Throws: ``Diagnostic/cardGenerationUnsupported`` when it is only recognised.
  func driver() throws(CPSError) -> any CardDriver {
    switch self {
    case .cps3: return CPS3Driver()
    case .cps3Contactless, .cps4, .cps4ReleaseCandidate, .cps4T0, .unlisted:
      throw CPSError(.cardGenerationUnsupported, ["generation": displayName])
    }
  }
}
