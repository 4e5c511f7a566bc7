/// What becomes of an answer that does not repeat the nonce of its request (RFC 9654).
///
/// One that repeats another nonce is refused in any case. Whether the responder of IGC-Santé repeats nonces is
/// not known ([?], igc-sante.md section 2).
public enum NoncePolicy: String, Sendable, Hashable, CaseIterable {
  /// It is refused: only an answer made for this request counts.
  case required
  /// It counts while it is fresh, and the evidence says that it repeated nothing.
  case reported
}
