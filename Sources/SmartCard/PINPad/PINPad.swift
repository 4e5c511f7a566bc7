public import CPSDiagnostics

/// The keypad of a reader, at which a PIN reaches the card without coming into this machine
/// (PC/SC part 10, "IFDs with Secure PIN Entry Capabilities").
///
/// Blocking and used by the thread of its transport.
public protocol PINPad {
  /// Has the person type, puts the digits into the command and sends it; returns what came back, not
  /// checked: the answer of the card, or that of the reader when nothing was sent.
  func verify(_ form: PINPadForm) throws(CPSError) -> [UInt8]
}
