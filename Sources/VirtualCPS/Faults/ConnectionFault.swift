public import CPSDiagnostics

/// A failure of the resource manager that strikes one transaction of a virtual connection.
public struct ConnectionFault: Sendable, Hashable {
  /// The call that fails.
  public enum Point: Sendable, Hashable, CaseIterable {
    /// SCardConnect or SCardReconnect, before anything was sent.
    case connecting
    /// SCardBeginTransaction, before anything was sent.
    case beginning
    /// SCardEndTransaction: everything was sent, and the card is not reset though that was agreed.
    case ending
  }

  /// What the call answers.
  public enum Failure: Sendable, Hashable, CaseIterable {
    /// SCARD_E_SHARING_VIOLATION: another program holds the card (attack cases HR-08, HR-09).
    case cardBusy
    /// SCARD_W_RESET_CARD: another program has reset the card. The connection takes note and goes on with the
    /// card as it is then (attack case HR-07).
    case cardReset
    /// SCARD_W_REMOVED_CARD; at the end, where it is no failure, the card has left for good.
    case cardRemoved
    /// SCARD_E_NO_SMARTCARD.
    case noCard
    /// SCARD_W_UNRESPONSIVE_CARD.
    case cardUnresponsive
    /// SCARD_E_NO_SERVICE (attack case HR-02).
    case serviceUnavailable
    /// SCARD_W_SECURITY_VIOLATION (attack case HR-04).
    case serviceRefused
    /// SCARD_E_READER_UNAVAILABLE (attack case HR-05).
    case readerUnplugged
    /// Any other code.
    case readerFault

    /// The row of the catalogue that a connection over PC/SC reports.
    public var diagnostic: Diagnostic {
      switch self {
      case .cardBusy: .cardBusy
      case .cardReset: .cardReset
      case .cardRemoved: .cardRemoved
      case .noCard: .noCard
      case .cardUnresponsive: .cardUnresponsive
      case .serviceUnavailable: .readerServiceUnavailable
      case .serviceRefused: .readerServiceRefused
      case .readerUnplugged: .readerNotFound
      case .readerFault: .readerFault
      }
    }
  }

  /// Which transaction it strikes, from 1, counted from when it is planned.
  public let transaction: Int
  /// The call that fails.
  public let point: Point
  /// What it answers.
  public let failure: Failure

  /// A failure of one call in one transaction.
  public init(_ failure: Failure, at point: Point, ofTransaction transaction: Int) {
    self.failure = failure
    self.point = point
    self.transaction = transaction
  }

  var error: CPSError {
    let values = failure == .readerUnplugged || failure == .readerFault ? ["reader": "virtual"] : [:]
    return CPSError(failure.diagnostic, values, reason: "planned at \(point)")
  }
}
