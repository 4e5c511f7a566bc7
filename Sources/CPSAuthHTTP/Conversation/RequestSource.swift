internal import CPSAuth

/// Names where a request comes from, for limits and the log of refusals.
enum RequestSource {
  /// The name of a peer whose address nobody knows, such as that of a Unix socket.
  private static let local = "local"

  /// The name of a peer: that of its address, or `local`.
  ///
  /// No header is looked at: whoever sends a request writes those (attack case HN-20).
  static func name(of address: IPAddress?) -> String { address.map(name(ofAddress:)) ?? local }

  /// The name of an address literal: an IPv4 address, or the /64 of an IPv6 address (the least that one customer is
  /// given, RFC 6177), as a ban would be written; nil for anything else.
  static func name(ofAddress text: String) -> String? {
    text.contains("%") ? nil : IPAddress(text).map(name(ofAddress:))
  }

  private static func name(ofAddress address: IPAddress) -> String {
    guard !address.isIPv4 else { return address.text }
    return IPAddress(isIPv4: false, high: address.high, low: 0).text + "/64"
  }
}
