public import CPSDiagnostics

/// Brings a published file; declared here, implemented apart.
///
/// An implementation asks once, sends nothing but the request, follows no redirect, decompresses nothing, and
/// ends when the time is over or the answer grows past its cap (attack cases HN-11, HN-13).
public protocol PublicationTransport: Sendable {
  /// The whole file.
  ///
  /// - Parameters:
  ///   - address: where it is published.
  ///   - maximumLength: the most bytes that are taken.
  ///   - deadline: the time for everything, from the name look-up to the last byte.
  /// - Throws: ``Diagnostic/publicationUnavailable`` with the reason, for every answer but 200, too;
  ///   ``Diagnostic/cancelled`` when the task is.
  func file(
    at address: PublicationAddress, upTo maximumLength: Int, within deadline: Duration
  ) async throws(CPSError) -> [UInt8]
}
