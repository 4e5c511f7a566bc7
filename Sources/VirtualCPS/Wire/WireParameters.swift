/// What a real card and its reader need beyond what the answer to reset says: the parameters of ``WireClock``.
///
/// The figures of cps-card.md section 4.1 are REAL for a CPS3 and come from one card in one reader. The clock and
/// the two times fitted to them are marked; the rest is ASSUMED, since no source times it.
public struct WireParameters: Sendable, Hashable {
  /// The clock of the card, in Hz; held to between 1 and 20 MHz.
  ///
  /// 4.8 MHz is DED: 39 bytes in 45.8 ms are too many for the 4 MHz of other readers, and 48 MHz over ten is what
  /// USB readers have.
  public var clockFrequency = 4_800_000
  /// Card and reader for any command, waiting between directions included; fitted to GET RESPONSE, READ and
  /// SELECT by path.
  public var commandTime = Duration.milliseconds(7)
  /// What SELECT by name needs on top; fitted to the one that was measured.
  public var nameSelectionTime = Duration.milliseconds(50)
  /// What comparing or changing a PIN needs on top: ASSUMED.
  public var pinTime = Duration.milliseconds(50)
  /// What an operation with a private key of 2,048 bits needs on top: ASSUMED.
  public var privateKeyTime = Duration.milliseconds(500)
  /// The most bytes of information in a block to the reader on T=1: what readers announce (ASSUMED).
  public var readerInformationFieldSize = 254

  /// The parameters that were fitted or assumed.
  public init() {}
}
