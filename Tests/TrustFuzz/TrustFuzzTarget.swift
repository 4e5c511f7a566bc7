/// What hostile bytes are thrown at besides the card: everything that a certificate authority, a responder or
/// somebody in their place can say.
///
/// A target never fails by itself, as those of the card do not.
public enum TrustFuzzTarget: String, CaseIterable, Sendable {
  /// Certificates, as they are read before anything of them is believed.
  case certificate
  /// Revocation lists.
  case list
  /// Responses of status responders.
  case response
  /// Distinguished names.
  case name

  /// The longest input worth trying, in bytes.
  public var longestInput: Int {
    switch self {
    case .certificate, .list, .response: 4_096
    case .name: 512
    }
  }

  /// Tries one input; nil when every promise held, else the promise that broke.
  public func violation(by input: [UInt8]) -> String? {
    switch self {
    case .certificate: CertificateFuzzing.violation(by: input)
    case .list: ListFuzzing.violation(by: input)
    case .response: ResponseFuzzing.violation(by: input)
    case .name: NameFuzzing.violation(by: input)
    }
  }
}
