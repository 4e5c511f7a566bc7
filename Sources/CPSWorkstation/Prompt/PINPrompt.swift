public import CPSDiagnostics
public import SmartCard

/// Where a PIN comes from: a person at a terminal, or a program that a person gave it to.
public protocol PINPrompt: Sendable {
  /// Whether a refused entry may be followed by another one.
  ///
  /// Only where a human types: every VERIFY answers one human entry.
  var mayAskAgain: Bool { get }

  /// Returns when the person says expressly that the last try may be spent.
  ///
  /// - Throws: ``Diagnostic/pinLastTry`` otherwise, ``Diagnostic/cancelled``, ``Diagnostic/timedOut``.
  func confirmLastTry(_ request: PINRequest) async throws(CPSError)

  /// One entry.
  ///
  /// - Throws: ``Diagnostic/pinMalformed``, ``Diagnostic/cancelled``, ``Diagnostic/timedOut``,
  ///   ``Diagnostic/pinEntryUnavailable``.
  func enterPIN(_ request: PINRequest) async throws(CPSError) -> PIN
}
