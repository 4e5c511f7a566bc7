internal import CPSAuth
private import Synchronization

/// Remembers, in bounded memory, which session tokens were recognised lately, by their hashes.
///
/// It grants nothing: every request is recognised anew. It only tells the holder of a session from somebody who makes
/// tokens up behind the same address, so that the second does not use up the first one's budget.
final class RecognisedTokens: Sendable {
  /// The most hashes of one generation; two are kept.
  static let generationLimit = 4_096

  private struct Generations {
    var young: Set<[UInt8]> = []
    var old: Set<[UInt8]> = []
  }

  private let generations = Mutex(Generations())

  func contains(_ hash: [UInt8]) -> Bool {
    generations.withLock { $0.young.contains(hash) || $0.old.contains(hash) }
  }

  func insert(_ hash: [UInt8]) {
    generations.withLock { generations in
      guard generations.young.insert(hash).inserted, generations.young.count > Self.generationLimit else {
        return
      }
      generations.old = generations.young
      generations.young = []
    }
  }

  func remove(_ hash: [UInt8]) {
    generations.withLock { generations in
      generations.young.remove(hash)
      generations.old.remove(hash)
    }
  }

  /// How many hashes are kept.
  var count: Int { generations.withLock { $0.young.count + $0.old.count } }
}
