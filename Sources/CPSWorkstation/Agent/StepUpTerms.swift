internal import CPSProof

/// What a command must know of the session in which it has a function confirmed.
struct StepUpTerms: Sendable, Codable {
  /// The service.
  let target: ServiceTarget
  /// The key that the session is bound to.
  let key: WorkstationKey
  /// SHA-256 of the certificate of the card that opened it: 32 bytes.
  let certificateSHA256: [UInt8]
}
