public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// That somebody is to be observed: the subject of ``ObservationAddition``.
public struct ObservationOrder: GatedSubject, Hashable {
  /// The longest time: whoever is to be observed for longer is looked at again, and the log that says so is still there.
  public static let longestLife: Duration = .seconds(90 * 86_400)

  /// Whom.
  public let holder: HolderName
  /// Until when.
  public let until: Timestamp
  /// Why.
  public let reason: AccessReason

  /// An order.
  public init(_ holder: HolderName, until: Timestamp, because reason: AccessReason) {
    self.holder = holder
    self.until = until
    self.reason = reason
  }

  /// Reads `account:pharmacie-42;2022-04-01T00:00:00Z;why`.
  ///
  /// - Throws: ``Diagnostic/watchOrderInvalid``, ``Diagnostic/reasonMalformed``.
  public init(_ text: String) throws(CPSError) {
    let parts = text.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let holder = try? HolderName(parts[0]), let until = Timestamp(rfc3339: parts[1])
    else { throw CPSError(.watchOrderInvalid, reason: "HOLDER;UNTIL;REASON") }
    self.init(holder, until: until, because: try AccessReason(parts[2]))
  }

  /// The text that ``init(_:)`` reads.
  public var canonicalText: String { [holder.text, until.rfc3339, reason.text].joined(separator: ";") }
}
