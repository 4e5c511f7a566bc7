public import CPSDiagnostics
public import CPSPrimitives
internal import Synchronization

/// Bytes that look random and are the same in every run with one seed (SplitMix64; Steele, Lea and Flood,
/// OOPSLA 2014).
///
/// For tests only: whoever knows the seed knows every byte.
public final class SeededRandomSource: RandomSource {
  private let state: Mutex<UInt64>

  /// A source that begins with `seed`.
  public init(seed: UInt64) { state = Mutex(seed) }

  /// The next bytes; never fails.
  public func bytes(_ count: Int) throws(CPSError) -> [UInt8] {
    state.withLock { state in
      (0..<max(count, 0)).map { _ in Self.next(&state) }
    }
  }

  private static func next(_ state: inout UInt64) -> UInt8 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
  }
}
