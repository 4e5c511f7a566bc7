internal import CPSDiagnostics
internal import CPSProof
internal import SmartCard

/// How one generation of the card is spoken to: the seam where the next generation fits.
///
/// A driver knows commands and files; ``CardLogin`` alone knows their order, so that what protects the PIN
/// is written once for all generations. Every function assumes that the card is of the driver's generation.
protocol CardDriver: Sendable {
  /// The generation it speaks to.
  var generation: CardGeneration { get }
  /// How its authentication key signs.
  var algorithm: ProofAlgorithm { get }
  /// How it gives a PIN a new value.
  var pinReplacement: PINReplacementForm { get }

  /// Reads the serial, whatever is current on the card.
  func readSerial(over channel: inout CardChannel) throws(CPSError) -> CardSerial

  /// Reads what the card lists: keys, certificates, PINs.
  func readDirectory(over channel: inout CardChannel) throws(CPSError) -> CardDirectory

  /// Reads the state of a PIN without spending a try.
  ///
  /// - Parameter position: what was read last, which decides what must be selected.
  /// - Throws: ``Diagnostic/cardIncomplete`` when the card has no such PIN.
  func readStatus(
    of pin: PINReference, after position: CardPosition, over channel: inout CardChannel
  ) throws(CPSError) -> PINStatus

  /// Signs a transcript with the authentication key, whose PIN was presented.
  ///
  /// - Throws: ``Diagnostic/cardReset`` when the card wants the PIN again.
  func sign(
    _ transcript: Transcript, with data: CardPublicData, over channel: inout CardChannel
  ) throws(CPSError) -> [UInt8]
}
