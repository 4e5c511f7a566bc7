internal import CPSAuth
internal import CPSPrimitives

/// The bans of a moment, compiled: one look-up for each length of prefix that occurs, however many bans there are.
struct BanTable: Sendable {
  private struct Level: Sendable {
    let isIPv4: Bool
    let prefixLength: Int
    var bans: [IPAddress: Ban]
  }

  private var levels: [Level] = []
  /// How many bans it holds.
  private(set) var count = 0

  /// An empty table.
  init() {}

  /// Adds a ban.
  mutating func add(_ ban: Ban, on block: AddressBlock) {
    count += 1
    let place = levels.firstIndex {
      $0.isIPv4 == block.base.isIPv4 && $0.prefixLength == block.prefixLength
    }
    if let place {
      levels[place].bans[block.base] = ban
    } else {
      levels.append(
        Level(isIPv4: block.base.isIPv4, prefixLength: block.prefixLength, bans: [block.base: ban]))
    }
  }

  /// A ban in force on an address that keeps out one of these scopes; nil for none.
  func ban(on address: IPAddress, from scopes: [BanScope], at now: Timestamp) -> Ban? {
    for level in levels where level.isIPv4 == address.isIPv4 {
      if let ban = level.bans[AddressBlock.base(of: address, level.prefixLength)], now < ban.expiry,
        scopes.contains(ban.scope)
      {
        return ban
      }
    }
    return nil
  }
}
