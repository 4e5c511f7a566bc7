public import CPSDiagnostics
public import SmartCard

/// Where the codes come from when a PIN is changed or unblocked: a person, or a program.
public protocol CodePrompt: Sendable {
  /// Whether a person types: asked twice for a new PIN, and again after an entry that was refused.
  var isPerson: Bool { get }

  /// Returns when the last try of a code may be spent, by express yes.
  ///
  /// - Throws: ``Diagnostic/pinLastTry``, ``Diagnostic/pukLastTry``, ``Diagnostic/cancelled``,
  ///   ``Diagnostic/timedOut``.
  func confirmLastTry(_ request: CodeRequest) async throws(CPSError)

  /// One code.
  ///
  /// - Throws: ``Diagnostic/pinMalformed``, ``Diagnostic/cancelled``, ``Diagnostic/timedOut``,
  ///   ``Diagnostic/pinEntryUnavailable``, ``Diagnostic/pinDescriptorUnusable``.
  func enter(_ request: CodeRequest) async throws(CPSError) -> PIN
}

extension CodeRequest {
  /// The error of a last try that nobody said yes to.
  var lastTryRefusal: CPSError { CPSError(question == .unblockingCode ? .pukLastTry : .pinLastTry) }
}
