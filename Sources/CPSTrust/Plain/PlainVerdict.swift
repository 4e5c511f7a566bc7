public import OpenSSLKit

/// What the plain mode says of a certificate; it opens no door.
public struct PlainVerdict: Sendable {
  /// The path that was found, the certificate asked about first; complete only when it is valid.
  public let chain: [Certificate]
  /// Every reason against the path, empty when it is valid.
  public let reasons: [PlainReason]

  init(chain: [Certificate], reasons: [PlainReason]) {
    self.chain = chain
    self.reasons = reasons
  }

  /// The verdict on data of which no certificate could be made: invalid, for one reason at least.
  public init(unreadable reasons: [PlainReason]) {
    chain = []
    self.reasons = reasons.isEmpty ? [PlainReason(.malformed, detail: "no certificate")] : reasons
  }

  /// Whether there is no reason against the path.
  public var isValid: Bool { reasons.isEmpty }
}
