internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

/// A step-up about one person: it serves calls about that person, and no others.
///
/// What is kept is an authentication code under a key of the session's own: a store that holds it tells neither the
/// number nor that two sessions meant the same person.
struct ConfirmedSubject: Sendable, Hashable {
  /// The function that was confirmed.
  let function: FunctionName
  /// When.
  let at: Timestamp
  /// HMAC-SHA-256 of the person's canonical text: 32 bytes.
  let code: [UInt8]
  private let key: [UInt8]

  /// What was sealed, under the key that ``key(of:_:)`` derived.
  init(function: FunctionName, at moment: Timestamp, code: [UInt8], key: [UInt8]) {
    self.function = function
    at = moment
    self.code = code
    self.key = key
  }

  /// The person of a step-up that has just been verified.
  init(
    function: FunctionName, at moment: Timestamp, canonicalText: String, key: [UInt8]
  ) throws(CPSError) {
    self.init(function: function, at: moment, code: try Self.code(of: canonicalText, under: key), key: key)
  }

  /// The key of a session, by its name in the audit log, which stays when the token is exchanged.
  static func key(ofSession reference: String, _ secret: ServiceSecret) throws(CPSError) -> [UInt8] {
    try secret.authenticationCode(of: Array(reference.utf8), for: .confirmedSubject)
  }

  /// Whether it is about the person whom this text names.
  func means(_ canonicalText: String) throws(CPSError) -> Bool {
    MessageAuthentication.areEqual(code, try Self.code(of: canonicalText, under: key))
  }

  private static func code(of text: String, under key: [UInt8]) throws(CPSError) -> [UInt8] {
    try MessageAuthentication.hmacSHA256(key: key, message: Array(text.utf8))
  }
}
