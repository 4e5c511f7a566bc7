internal import CPSProof

/// What a person is about to confirm in a session that is open.
struct PendingConfirmation: Sendable, Hashable {
  /// The function.
  let function: FunctionName
  /// The person whom it is about, if they name one.
  let subject: String?
  /// SHA-256 of the certificate of the card that opened the session: 32 bytes.
  let certificateSHA256: [UInt8]
}
