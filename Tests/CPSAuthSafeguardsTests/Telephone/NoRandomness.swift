import CPSDiagnostics
import CPSPrimitives

/// A source that has nothing to give.
struct NoRandomness: RandomSource {
  func bytes(_ count: Int) throws(CPSError) -> [UInt8] { throw CPSError(.randomnessUnavailable) }
}
