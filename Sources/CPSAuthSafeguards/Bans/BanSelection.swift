public import CPSAuth
public import CPSDiagnostics

/// Which bans are shown: `all`, or those on one address, whatever networks it lies in.
public struct BanSelection: GatedSubject, Hashable {
  private static let everyText = "all"

  private let address: IPAddress?

  /// Reads `all` or an address.
  ///
  /// - Throws: ``Diagnostic/banBlockInvalid``.
  public init(_ text: String) throws(CPSError) {
    guard text != Self.everyText else {
      address = nil
      return
    }
    guard let address = IPAddress(text) else {
      throw CPSError(.banBlockInvalid, ["detail": text], reason: "all, or an address")
    }
    self.address = address
  }

  /// The text that ``init(_:)`` reads.
  public var canonicalText: String { address?.text ?? Self.everyText }

  /// Whether a ban is meant.
  func contains(_ block: AddressBlock) -> Bool { address.map(block.contains) ?? true }
}
