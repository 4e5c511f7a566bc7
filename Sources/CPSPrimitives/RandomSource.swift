public import CPSDiagnostics

/// A source of unpredictable bytes.
///
/// Injected, so that tests can make it fail (attack case FT-02).
public protocol RandomSource: Sendable {
  /// `count` unpredictable bytes, or ``Diagnostic/randomnessUnavailable``; never fewer.
  func bytes(_ count: Int) throws(CPSError) -> [UInt8]
}
