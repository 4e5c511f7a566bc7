#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The address of a client, in the one form in which addresses are compared.
///
/// An IPv4 address inside an IPv6 one (`::ffff:192.0.2.7`, RFC 4291, clause 2.5.5.2) is that IPv4 address: a socket that
/// listens for both sees the one for the other.
public struct IPAddress: Sendable, Hashable {
  /// `::ffff:0:0/96`, the first 96 of its 128 bits.
  private static let mappedPrefix: (high: UInt64, low: UInt64) = (0, 0xFFFF)

  /// Whether it is of 32 bits.
  public let isIPv4: Bool
  /// The first 64 bits of an IPv6 address; zero for IPv4.
  public let high: UInt64
  /// The last 64 bits of an IPv6 address; the 32 of an IPv4 address.
  public let low: UInt64

  /// How many bits an address of this kind has.
  public var length: Int { isIPv4 ? 32 : 128 }

  /// An address from its bits, of which those beyond an IPv4 address are left out.
  public init(isIPv4: Bool, high: UInt64, low: UInt64) {
    self.isIPv4 = isIPv4
    self.high = isIPv4 ? 0 : high
    self.low = isIPv4 ? low & 0xFFFF_FFFF : low
  }

  /// Reads an address literal; nil for anything else.
  ///
  /// A zone behind `%` is not looked at.
  public init?(_ text: String) {
    let bare = String(text.prefix { $0 != "%" })
    guard !bare.utf8.contains(0) else { return nil }
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, bare, &four) == 1 {
      self.init(isIPv4: true, high: 0, low: UInt64(UInt32(bigEndian: four.s_addr)))
      return
    }
    guard inet_pton(AF_INET6, bare, &six) == 1 else { return nil }
    let halves = withUnsafeBytes(of: six) { bytes in
      (Self.number(bytes.prefix(8)), Self.number(bytes.suffix(8)))
    }
    let isMapped = halves.0 == Self.mappedPrefix.high && halves.1 >> 32 == Self.mappedPrefix.low
    self.init(isIPv4: isMapped, high: halves.0, low: halves.1)
  }

  /// The address as it is usually written (RFC 5952).
  public var text: String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let bytes = isIPv4 ? Self.bytes(UInt32(truncatingIfNeeded: low)) : Self.bytes(high) + Self.bytes(low)
    guard inet_ntop(isIPv4 ? AF_INET : AF_INET6, bytes, &buffer, socklen_t(buffer.count)) != nil else {
      return "?"
    }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
