public import CPSDiagnostics

/// Carries a request to the one status responder that the administrator named, and brings back its answer;
/// declared here, implemented apart.
///
/// Who makes a transport gives it the address: no caller can lead it elsewhere, and no certificate is asked
/// where its responder is (attack case HN-14). An implementation asks once, follows no redirect, decompresses
/// nothing, and ends when the time is over or the answer grows past its cap (attack case HN-11).
public protocol StatusTransport: Sendable {
  /// The body of the answer to `POST` with the body `request`, of type `application/ocsp-request` (RFC 6960,
  /// appendix A.1).
  ///
  /// - Parameters:
  ///   - request: the DER of a request.
  ///   - maximumLength: the most bytes that are taken.
  ///   - deadline: the time for everything, from the name look-up to the last byte.
  /// - Throws: ``Diagnostic/statusUnanswered`` with the reason, for every answer that is not of status 200 and
  ///   type `application/ocsp-response`, too; ``Diagnostic/cancelled`` when the task is.
  func answer(
    to request: [UInt8], upTo maximumLength: Int, within deadline: Duration
  ) async throws(CPSError) -> [UInt8]
}
