public import CPSDiagnostics
public import OpenSSLKit

/// To whom the subjects in an audit log are sealed: the data-protection officer, the deputy, and whoever else.
///
/// Two at least, so that the log can be read when one key is lost; none of the keys is on the service's hosts.
public struct SealRecipients: Sendable, Hashable {
  /// The fewest.
  public static let minimumCount = 2
  /// The most: each makes every sealed key longer.
  public static let maximumCount = 8

  /// Their certificates.
  public let certificates: [Certificate]

  /// Recipients.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` for fewer than two or more than eight, for one key twice, and for a
  ///   certificate whose key may encipher nothing (RFC 5280, clause 4.2.1.3); ``Diagnostic/keyWeak``.
  public init(_ certificates: [Certificate]) throws(CPSError) {
    guard (Self.minimumCount...Self.maximumCount).contains(certificates.count) else {
      throw Self.refusal("\(Self.minimumCount) to \(Self.maximumCount) recipients are expected")
    }
    guard Set(certificates.map(\.publicKey)).count == certificates.count else {
      throw Self.refusal("two recipients have one key")
    }
    for certificate in certificates {
      guard let usage = certificate.keyUsage else { continue }
      guard !usage.isDisjoint(with: [.keyEncipherment, .keyAgreement]) else {
        throw Self.refusal("the key of a recipient is for signatures only")
      }
    }
    // Whether their keys can serve is known now, and not when the first subject is to be sealed.
    _ = try SealedContent(sealing: [0], to: certificates)
    self.certificates = certificates
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": "audit recipients", "detail": detail], reason: detail)
  }
}
