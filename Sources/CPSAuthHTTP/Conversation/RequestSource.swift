internal import NIOCore

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

/// Names where a request comes from, for limits alone.
enum RequestSource {
  /// The name of a peer whose address nobody knows, such as that of a Unix socket.
  private static let local = "local"
  /// What stands before an IPv4 address in an IPv6 one (RFC 4291, clause 2.5.5.2).
  private static let mappedPrefix: [UInt8] = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

  /// The name of a peer: that of its address, or `local`.
  ///
  /// No header is looked at: whoever sends a request writes those (attack case HN-20).
  static func name(of address: SocketAddress?) -> String {
    address?.ipAddress.flatMap(name(ofAddress:)) ?? local
  }

  /// The name of an address literal: an IPv4 address, or the first 64 bits of an IPv6 address (the least that one
  /// customer is given, RFC 6177); nil for anything else.
  static func name(ofAddress text: String) -> String? {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { dotted($0) } }
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    return withUnsafeBytes(of: six) { bytes in
      if bytes.starts(with: mappedPrefix) { return dotted(bytes.suffix(4)) }
      return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }
  }

  private static func dotted(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String($0) }.joined(separator: ".")
  }
}
