/// Which authorities may vouch for the TLS certificate of a service.
public enum TrustRoots: Sendable, Hashable {
  /// Those that the system trusts.
  case system
  /// Those of one PEM file, and no others.
  case file(String)
}
