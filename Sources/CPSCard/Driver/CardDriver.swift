internal import CPSDiagnostics
internal import CPSProof
internal import SmartCard

/// How one generation of the card is spoken to: the seam where the next generation fits.
///
/// A driver knows commands and files; ``CardLogin`` and ``CardPIN`` alone know their order, so that what
/// protects the PIN is written once for all generations. Every function assumes that the card is of the
/// driver's generation.
protocol CardDriver: Sendable {
  /// The generation it speaks to.
  var generation: CardGeneration { get }
  /// How its authentication key may sign, what is tried first at the head.
  var algorithms: [ProofAlgorithm] { get }
  /// How it gives a PIN a new value.
  var pinReplacement: PINReplacementForm { get }
  /// The reference of the authentication key where the card's directory gives none; nil where there is nothing
  /// to go by.
  var assumedAuthenticationKey: UInt8? { get }
  /// Whether the state of its PIN says that the PIN stands presented.
  var tellsOpenPIN: Bool { get }
  /// Whether it shows itself as the card before the CPS3, too.
  var hasFormerView: Bool { get }
  /// How its files are reached.
  var files: any CardFiles { get }

  /// Reads the serial, whatever is current on the card.
  func readSerial(over channel: inout CardChannel) throws(CPSError) -> CardSerial

  /// Reads the state of a PIN without spending a try.
  ///
  /// - Parameter position: what was read last, which decides what must be selected.
  /// - Throws: ``Diagnostic/cardIncomplete`` when the card has no such PIN.
  func readStatus(
    of pin: PINReference, after position: CardPosition, over channel: inout CardChannel
  ) throws(CPSError) -> PINStatus

  /// Signs a transcript, by the algorithm that it names, with the authentication key, whose PIN was presented
  /// and whose application is current.
  ///
  /// - Throws: ``Diagnostic/cardReset`` when the card wants the PIN again.
  func sign(
    _ transcript: Transcript, with keyReference: UInt8, over channel: inout CardChannel
  ) throws(CPSError) -> CardSignature
}

extension CardDriver {
  /// Reads what the card lists: keys, certificates, PINs.
  func readDirectory(over channel: inout CardChannel) throws(CPSError) -> CardDirectory {
    try CardDirectory.read(application: ApplicationRecord.contactName, through: files, over: &channel)
  }

  /// The objects of `directory` with which this card logs in.
  func authenticationObjects(of directory: CardDirectory) throws(CPSError) -> AuthenticationObjects {
    try directory.authenticationObjects(assuming: assumedAuthenticationKey)
  }
}
