private import Synchronization

/// A cache that ends with the process.
public final class MemoryCardPublicDataCache: CardPublicDataCache {
  private let kept = Mutex<[CardSerial: CardPublicData]>([:])

  /// An empty cache.
  public init() {}

  /// What was kept of the card.
  public func publicData(of serial: CardSerial) -> CardPublicData? { kept.withLock { $0[serial] } }

  /// Keeps `data` in place of what was kept of its card before.
  public func store(_ data: CardPublicData) { kept.withLock { $0[data.serial] = data } }

  /// Forgets a card.
  public func remove(_ serial: CardSerial) { kept.withLock { $0[serial] = nil } }
}
