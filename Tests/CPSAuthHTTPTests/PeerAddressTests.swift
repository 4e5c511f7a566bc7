import CPSAuth
import NIOCore
import Testing

@testable import CPSAuthHTTP

@Suite struct PeerAddressTests {
  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7"), ("255.0.1.128", "255.0.1.128"), ("::ffff:192.0.2.7", "192.0.2.7"),
    ("2001:db8:7::5", "2001:db8:7::5"), ("::1", "::1"), ("fe80::1", "fe80::1"),
  ])
  func `the address of a peer is the one that its text names`(text: String, named: String) throws {
    let address = try #require(IPAddress(of: try SocketAddress(ipAddress: text, port: 65_535)))
    #expect(address.text == named)
    #expect(address == IPAddress(text))
  }

  @Test func `a peer over a Unix socket has none`() throws {
    #expect(IPAddress(of: try SocketAddress(unixDomainSocketPath: "/run/cpsauth.sock")) == nil)
  }

  @Test(arguments: [0, 4, 15, 17]) func `an IPv6 address has 16 bytes`(count: Int) {
    #expect(IPAddress(ofIPv6: [UInt8](repeating: 1, count: count)) == nil)
  }
}
