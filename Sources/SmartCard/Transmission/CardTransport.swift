public import CPSDiagnostics

/// One powered card and the wire to it: sends bytes, returns bytes, knows nothing of their meaning.
///
/// Blocking and used by one thread at a time. Conformances: a PC/SC connection, the virtual card in
/// process. Use it only through ``CardChannel``, which bounds it.
public protocol CardTransport {
  /// The answer to reset, as received.
  var answerToReset: [UInt8] { get }
  /// The protocol in force.
  var transmissionProtocol: TransmissionProtocol { get }
  /// Sends one TPDU and returns the answer with its status word, not checked.
  ///
  /// The command may hold a PIN: it must not be kept, logged or copied where it is not wiped.
  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8]
  /// The reader's own keypad; nil when it has none that may be used.
  var pinPad: (any PINPad)? { get }
}

extension CardTransport {
  /// None: a wire that does not know of a keypad leaves the PIN to the keyboard.
  public var pinPad: (any PINPad)? { nil }
}
