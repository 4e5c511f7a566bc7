internal import CPSAuth
internal import NIOCore

extension IPAddress {
  /// Where the address begins in a `sockaddr_in` and in a `sockaddr_in6` (ip(7), ipv6(7)).
  private static let places = (four: 4, six: 8)

  /// The address of a peer, as the system has it; nil over a Unix socket.
  init?(of address: SocketAddress) {
    switch address {
    case .v4:
      let bytes = address.withSockAddr { start, _ in Self.bytes(4, from: Self.places.four, in: start) }
      self.init(isIPv4: true, high: 0, low: bytes.reduce(0) { $0 << 8 | UInt64($1) })
    case .v6:
      self.init(ofIPv6: address.withSockAddr { start, _ in Self.bytes(16, from: Self.places.six, in: start) })
    case .unixDomainSocket: return nil
    }
  }

  private static func bytes(_ count: Int, from place: Int, in start: UnsafeRawPointer) -> [UInt8] {
    (place..<place + count).map { start.load(fromByteOffset: $0, as: UInt8.self) }
  }
}
