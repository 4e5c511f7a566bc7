public import CPSDiagnostics
public import CPSPrimitives

/// A source that has nothing to give (attack case FT-02).
public struct SilentRandomSource: RandomSource {
  /// A source.
  public init() {}

  /// Always throws ``Diagnostic/randomnessUnavailable``.
  public func bytes(_ count: Int) throws(CPSError) -> [UInt8] { throw CPSError(.randomnessUnavailable) }
}
