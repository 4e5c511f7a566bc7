public import CPSProof

/// Where IGC-Santé publishes the certificate and the revocation list of one of its authorities.
///
/// From igc-sante.md section 1.2: `ACR-…` for the roots of the three families and `ACI-EL-ORG` were read in
/// certificates; `ACI-FO-PP.crl` is stated by a source; the other names of production follow the pattern
/// (ASSUMED), as those of TEST do but for `ACI-EL-PP`, `ACI-ST-PP` and `ACI-FO-PP`, which were read. A wrong name
/// costs a failed request and an alarm: what is fetched counts for its pin or its signature alone.
public struct OfficialPublication: Sendable, Hashable {
  /// The one host that publishes over HTTP.
  public static let host = "igc-sante.esante.gouv.fr"

  /// The certificate of the authority, DER.
  public let certificate: PublicationAddress
  /// Its complete revocation list, DER.
  ///
  /// Delta lists are published in the directory only (LDAP), and come in by a file.
  public let revocationList: PublicationAddress

  /// The addresses of an authority; nil in a world without official ones.
  public init?(of name: AuthorityName, in environment: TrustEnvironment) {
    let isTest: Bool
    switch environment {
    case .production: isTest = false
    case .test: isTest = true
    case .synthetic: return nil
    }
    let file = Self.fileName(of: name) + (isTest ? "-TEST" : "")
    let certificate = "http://\(Self.host)/AC\(isTest ? "%20TEST" : "")/\(file).cer"
    guard let certificate = try? PublicationAddress(certificate),
      let list = try? PublicationAddress("http://\(Self.host)/CRL/\(file).crl")
    else { return nil }
    self.certificate = certificate
    revocationList = list
  }

  private static func fileName(of name: AuthorityName) -> String {
    let family =
      switch name.family {
      case .elementary: "EL"
      case .standard: "ST"
      case .strong: "FO"
      }
    return switch name.duty {
    case .root: "ACR-\(family)"
    case .persons: "ACI-\(family)-PP"
    case .organisations: "ACI-\(family)-ORG"
    }
  }
}
