internal import CPSDiagnostics

/// Whether a responder answers, and if not, why (RFC 6960, clause 4.2.1).
///
/// Nobody signs it.
public enum ResponseStatus: Int, Sendable, Hashable, CaseIterable {
  /// There is an answer.
  case successful = 0
  /// The request could not be read.
  case malformedRequest = 1
  /// The responder has a fault.
  case internalError = 2
  /// The responder cannot answer now.
  case tryLater = 3
  /// Requests must be signed here.
  case signatureRequired = 5
  /// The responder does not answer this client, or not about this certificate (RFC 5019, clause 2.2.3).
  case unauthorized = 6

  init(_ element: DERElement) throws(CPSError) {
    guard element.tag == 0x0A, element.contents.count == 1, let code = element.contents.first,
      let status = ResponseStatus(rawValue: Int(code))
    else { throw DERElement.failure("responseStatus") }
    self = status
  }
}
