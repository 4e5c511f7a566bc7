/// A person whom an act was about, in a form that can be counted and not read.
public struct SubjectPseudonym: Sendable, Hashable {
  /// The epoch of the key; pseudonyms of different epochs cannot be compared.
  public let epoch: String
  /// HMAC-SHA-256 of the subject's canonical text: 32 bytes.
  public let code: [UInt8]

  /// A pseudonym that was read from a log.
  public init(epoch: String, code: [UInt8]) {
    self.epoch = epoch
    self.code = code
  }
}
