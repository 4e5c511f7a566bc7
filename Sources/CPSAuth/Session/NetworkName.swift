/// The network that a request comes from, as far as quotas tell networks apart.
///
/// Who is given one address of these blocks often has others of it: 24 bits of an IPv4 address, 48 of an IPv6
/// address (the site of RFC 6177, clause 2).
public struct NetworkName: Sendable, Hashable {
  private static let bitsOfIPv4 = 24
  private static let bitsOfIPv6 = 48

  /// The block in the notation of RFC 4632 and RFC 4291, such as `192.0.2.0/24` or `2001:db8:1::/48`.
  public let text: String

  /// The network of an address; nil when the text is no IP address.
  ///
  /// A zone behind `%` is not looked at, and an IPv4 address inside an IPv6 one counts as itself.
  public init?(ofAddress address: String) {
    guard let address = IPAddress(address) else { return nil }
    self.init(of: address)
  }

  /// The network of an address.
  public init(of address: IPAddress) {
    let bits = address.isIPv4 ? Self.bitsOfIPv4 : Self.bitsOfIPv6
    // The bits of an IPv4 address are the last 32 of 64.
    let mask = ~UInt64(0) << (address.isIPv4 ? 32 - bits : 64 - bits)
    let first = IPAddress(
      isIPv4: address.isIPv4, high: address.high & mask, low: address.isIPv4 ? address.low & mask : 0)
    text = "\(first.text)/\(bits)"
  }
}
