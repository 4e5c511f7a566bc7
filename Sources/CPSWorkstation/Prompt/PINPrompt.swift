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

  /// Whether the PIN may be typed at a reader that has a keypad: not where a program gives it.
  var admitsPINPad: Bool { get }

  /// Tells the person to type at the reader, and returns at once: what comes of it the card tells.
  ///
  /// - Throws: ``Diagnostic/pinEntryUnavailable`` where nobody can be told.
  func sendToPINPad(_ request: PINRequest) async throws(CPSError)
}
