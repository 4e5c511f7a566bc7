internal import COpenSSL

/// What the last certificate of a path is to be used for.
public enum PathPurpose: Sendable {
  /// Authentication of a client: keyUsage and extKeyUsage must allow it wherever they are present.
  case clientAuthentication
  /// No usage is looked at: for authorities, and for callers that judge usages themselves.
  case any

  var identifier: Int32 {
    switch self {
    case .clientAuthentication: X509_PURPOSE_SSL_CLIENT
    case .any: X509_PURPOSE_ANY
    }
  }
}
