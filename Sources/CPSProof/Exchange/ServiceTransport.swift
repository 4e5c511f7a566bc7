public import CPSDiagnostics

/// Carries one HTTP request to a service and brings back its answer; declared here, implemented apart.
///
/// An implementation has a total deadline and a size cap, verifies TLS for the host of the address, and
/// follows no redirect.
public protocol ServiceTransport: Sendable {
  /// Sends a request and returns the whole answer, whatever its status below 300 or from 400.
  ///
  /// - Throws: ``Diagnostic/serviceUnreachable``, ``Diagnostic/serviceNotTrusted``,
  ///   ``Diagnostic/serviceRedirected`` for any 3xx, ``Diagnostic/serviceTimedOut``,
  ///   ``Diagnostic/serviceAnswerInvalid`` when the answer is larger than the cap.
  func send(_ request: ServiceRequest) async throws(CPSError) -> ServiceAnswer
}
