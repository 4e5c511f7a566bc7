public import CPSDiagnostics
public import SmartCard

/// A card behind a reader with a keypad, at which somebody does as a test dictates.
public final class PINPadTransport: CardTransport, PINPad {
  /// What happens at the keypad.
  public enum Deed: Sendable {
    /// Somebody types these digits, and the reader presents them.
    case types(String)
    /// The reader gives back these bytes, and sends nothing to the card.
    case answers([UInt8])
    /// Somebody types, and the reader gives back something else than the card did.
    case falsifies(String, [UInt8])
    /// The call fails.
    case fails(Diagnostic)
  }

  private let card: any CardTransport
  private let deed: Deed

  /// The reader of `card`.
  public init(_ card: any CardTransport, _ deed: Deed) {
    self.card = card
    self.deed = deed
  }

  /// That of the card.
  public var answerToReset: [UInt8] { card.answerToReset }
  /// That of the card.
  public var transmissionProtocol: TransmissionProtocol { card.transmissionProtocol }
  /// This one.
  public var pinPad: (any PINPad)? { self }

  /// Passes a command on.
  public func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] { try card.transmit(command) }

  /// Does the deed.
  public func verify(_ form: PINPadForm) throws(CPSError) -> [UInt8] {
    switch deed {
    case .types(let digits): return try present(digits, in: form)
    case .answers(let answer): return answer
    case .falsifies(let digits, let answer):
      _ = try present(digits, in: form)
      return answer
    case .fails(let diagnostic): throw CPSError(diagnostic)
    }
  }

  private func present(_ digits: String, in form: PINPadForm) throws(CPSError) -> [UInt8] {
    let filling = [UInt8](repeating: form.filler, count: form.dataLength - digits.utf8.count)
    return try card.transmit(
      (form.header + [UInt8(form.dataLength)] + Array(digits.utf8) + filling).span)
  }
}
