public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// A ban that somebody asks for: the subject of ``BanAddition``.
public struct BanOrder: GatedSubject, Hashable {
  /// The longest life: what is to stay longer is looked at again.
  public static let longestLife: Duration = .seconds(366 * 86_400)
  /// What says that a wide network is meant.
  private static let wideMark = "wide"

  /// Whom.
  public let block: AddressBlock
  /// From what.
  public let scope: BanScope
  /// Until when.
  public let expiry: Timestamp
  /// Why.
  public let reason: AccessReason
  private let isWideMeant: Bool

  /// An order.
  ///
  /// - Parameter isWideMeant: confirms a network that holds a great many addresses.
  /// - Throws: ``Diagnostic/banTooWide``; ``Diagnostic/banOrderInvalid`` for a ban from everything of all addresses, for
  ///   then nobody would reach the service with a card either, and of the host's own: behind a proxy that has not proven
  ///   itself everybody comes from there.
  public init(
    _ block: AddressBlock, from scope: BanScope, until expiry: Timestamp, because reason: AccessReason,
    isWideMeant: Bool = false
  ) throws(CPSError) {
    guard scope != .everything || (block.prefixLength > 0 && !block.touchesLoopback) else {
      throw CPSError(
        .banOrderInvalid, ["detail": "\(block.text);everything"], reason: "everybody, or the host itself")
    }
    guard !block.isWide || isWideMeant else { throw CPSError(.banTooWide, ["network": block.text]) }
    self.block = block
    self.scope = scope
    self.expiry = expiry
    self.reason = reason
    self.isWideMeant = isWideMeant
  }

  /// Reads `192.0.2.0/24;passwords;2022-04-01T00:00:00Z;why`; `passwords,wide` for a wide network.
  ///
  /// - Throws: ``Diagnostic/banOrderInvalid``, ``Diagnostic/banBlockInvalid``, ``Diagnostic/banTooWide``,
  ///   ``Diagnostic/reasonMalformed``.
  public init(_ text: String) throws(CPSError) {
    let parts = text.split(separator: ";", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4 else { throw CPSError(.banOrderInvalid, ["detail": "NETWORK;SCOPE;UNTIL;REASON"]) }
    let scopes = parts[1].split(separator: ",", omittingEmptySubsequences: false)
    guard let scope = BanScope(rawValue: String(scopes[0])), scopes.count <= 2,
      scopes.count == 1 || scopes[1] == Self.wideMark
    else { throw CPSError(.banOrderInvalid, ["detail": "passwords, everything"]) }
    guard let expiry = Timestamp(rfc3339: parts[2]) else {
      throw CPSError(.banOrderInvalid, ["detail": "2022-04-01T00:00:00Z"])
    }
    try self.init(
      AddressBlock(parts[0]), from: scope, until: expiry, because: AccessReason(parts[3]),
      isWideMeant: scopes.count == 2)
  }

  /// The text that ``init(_:)`` reads.
  public var canonicalText: String {
    let scopeText = isWideMeant ? "\(scope.rawValue),\(Self.wideMark)" : scope.rawValue
    return [block.text, scopeText, expiry.rfc3339, reason.text].joined(separator: ";")
  }
}
