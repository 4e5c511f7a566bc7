public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
public import CPSTrust

/// What tells whether a proof shows a professional.
///
/// Nothing is gained by writing another one: a ``VerifiedProfessional`` is made by `CPSTrust` alone.
public protocol ProofJudge: Sendable {
  /// Verifies a proof against what the service itself knows.
  func verify(
    _ proof: Proof, against expectation: ProofExpectation, at moment: Timestamp
  ) throws(CPSError) -> VerifiedProfessional
}
