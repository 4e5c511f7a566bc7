/// What a certificate is to be good for in the plain mode.
public enum PlainPurpose: String, Sendable, Hashable, CaseIterable {
  /// Authentication of a client: usages must allow it, and keys and digests have 112 bits of strength.
  case client
  /// Nothing in particular: RFC 5280 alone, with DSA and SHA-1 under DSA as the suites of its time have them.
  case any
  /// Authentication with a CPS card: ``client``, and the profile of such a certificate as far as it can be
  /// judged without the pins of an environment.
  case cps

  /// Whether somebody would log in with it.
  var isLogIn: Bool { self != .any }
}
