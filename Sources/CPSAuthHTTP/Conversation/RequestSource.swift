internal import NIOCore

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

/// Names where a request comes from, for the limit of requests alone.
enum RequestSource {
  /// The name of a peer: an IPv4 address, the first 64 bits of an IPv6 address (the least that one customer
  /// is given, RFC 6177), or `local`.
  ///
  /// No header is looked at: whoever sends a request writes those (attack case HN-20).
  static func name(of address: SocketAddress?) -> String {
    guard let text = address?.ipAddress else { return "local" }
    var bytes = in6_addr()
    guard inet_pton(AF_INET6, text, &bytes) == 1 else { return text }
    return withUnsafeBytes(of: bytes) { network in
      network.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }
  }
}
