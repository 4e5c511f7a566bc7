internal import COpenSSL

/// Which certificates of a path must be shown not to be revoked.
public enum RevocationChecking: Sendable {
  /// Every one, the anchor by its own list included: what a log-in needs.
  case wholePath
  /// The last one only.
  case lastCertificate
  /// None, for questions that are not about trust in a person, such as the import of an authority.
  case notChecked

  var flags: Int32 {
    switch self {
    case .wholePath: X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL
    case .lastCertificate: X509_V_FLAG_CRL_CHECK
    case .notChecked: 0
    }
  }
}
