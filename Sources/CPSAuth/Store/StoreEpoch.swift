public import CPSDiagnostics
public import CPSPrimitives

/// The name of one uninterrupted life of a store.
///
/// Every opening for service begins a new epoch, and challenges name the epoch they were issued in: a
/// database restored from a backup does not know again what it had forgotten (attack case ST-09).
public struct StoreEpoch: Sendable, Hashable {
  /// The number of bytes.
  public static let length = 16

  /// 16 unpredictable bytes.
  public let bytes: [UInt8]

  /// A fresh epoch.
  ///
  /// - Throws: ``Diagnostic/randomnessUnavailable``.
  public init(from random: some RandomSource) throws(CPSError) { bytes = try random.bytes(Self.length) }

  /// An epoch that was stored.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` unless it has 16 bytes.
  public init(_ bytes: [UInt8]) throws(CPSError) {
    guard bytes.count == Self.length else { throw CPSError(.storeUnavailable, reason: "epoch length") }
    self.bytes = bytes
  }
}
