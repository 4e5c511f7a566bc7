internal import CPSAuth
internal import NIOCore

/// Names where a request comes from, for limits and the log of refusals.
enum RequestSource {
  /// The name of a peer whose address nobody knows, such as that of a Unix socket.
  private static let local = "local"

  /// The name of a peer: that of its address, or `local`.
  ///
  /// No header is looked at: whoever sends a request writes those (attack case HN-20).
  static func name(of address: SocketAddress?) -> String {
    address?.ipAddress.flatMap(name(ofAddress:)) ?? local
  }

  /// The name of an address literal: an IPv4 address, or the /64 of an IPv6 address (the least that one customer is
  /// given, RFC 6177), as a ban would be written; nil for anything else.
  static func name(ofAddress text: String) -> String? {
    guard !text.contains("%"), let address = IPAddress(text) else { return nil }
    guard !address.isIPv4 else { return address.text }
    return IPAddress(isIPv4: false, high: address.high, low: 0).text + "/64"
  }
}
