internal import CPSDiagnostics
public import CPSProof

extension PermitDesk {
  /// Notes that the holder of a session agrees to one call of somebody else.
  ///
  /// As ``Gate/approve(_:of:about:as:)``, for a function whose code runs in another process: the agreement waits until
  /// a permit of that caller is consumed about this person, which takes it out, once.
  ///
  /// - Parameter subject: the person, as the function's own type reads them.
  /// - Throws: ``Diagnostic/functionUnknown`` for a function that is not called through this desk,
  ///   ``Diagnostic/subjectMalformed``; ``Refusal`` as the gate's.
  public func approve(
    _ function: FunctionName, of beneficiary: ApprovalBeneficiary, about subject: String,
    as session: CardSession
  ) async throws {
    guard let remote = functions[function] else {
      throw CPSError(.functionUnknown, ["function": function.rawValue])
    }
    try await gate.approve(
      function, of: beneficiary, about: try remote.read(subject).canonicalText, as: session)
  }
}
