#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The network that a request comes from, as far as quotas tell networks apart.
///
/// Who is given one address of these blocks often has others of it: 24 bits of an IPv4 address, 48 of an IPv6
/// address (the site of RFC 6177, clause 2).
public struct NetworkName: Sendable, Hashable {
  private static let bytesOfIPv4 = 3
  private static let bytesOfIPv6 = 6
  /// `::ffff:0:0/96` (RFC 4291, clause 2.5.5.2).
  private static let mappedPrefix: [UInt8] = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

  /// The block in the notation of RFC 4632 and RFC 4291, such as `192.0.2.0/24` or `2001:db8:1::/48`.
  public let text: String

  /// The network of an address; nil when the text is no IP address.
  ///
  /// A zone behind `%` is not looked at, and an IPv4 address inside an IPv6 one counts as itself.
  public init?(ofAddress address: String) {
    let bare = String(address.prefix { $0 != "%" })
    if let bytes = Self.bytes(of: bare, AF_INET, 4) {
      self.init(bytes, AF_INET, Self.bytesOfIPv4)
    } else if let bytes = Self.bytes(of: bare, AF_INET6, 16) {
      if bytes.starts(with: Self.mappedPrefix) {
        self.init(Array(bytes.suffix(4)), AF_INET, Self.bytesOfIPv4)
      } else {
        self.init(bytes, AF_INET6, Self.bytesOfIPv6)
      }
    } else {
      return nil
    }
  }

  private init?(_ bytes: [UInt8], _ family: Int32, _ kept: Int) {
    let network = bytes.prefix(kept) + [UInt8](repeating: 0, count: bytes.count - kept)
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, Array(network), &text, socklen_t(text.count)) != nil else { return nil }
    self.text = "\(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))/\(8 * kept)"
  }

  private static func bytes(of address: String, _ family: Int32, _ length: Int) -> [UInt8]? {
    guard !address.utf8.contains(0) else { return nil }
    var bytes = [UInt8](repeating: 0, count: length)
    return inet_pton(family, address, &bytes) == 1 ? bytes : nil
  }
}
