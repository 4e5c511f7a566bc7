import Testing

@testable import CPSAuth

@Suite struct NetworkNameTests {
  @Test(arguments: [
    ("192.0.2.200", "192.0.2.0/24"), ("0.0.0.0", "0.0.0.0/24"), ("::ffff:192.0.2.1", "192.0.2.0/24"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"), ("2001:DB8:1::", "2001:db8:1::/48"),
    ("fe80::1%eth0", "fe80::/48"), ("::1", "::/48"),
  ])
  func anAddressIsOfOneNetwork(address: String, network: String) {
    #expect(NetworkName(ofAddress: address)?.text == network)
  }

  @Test(arguments: [
    "", " ", "localhost", "192.0.2", "192.0.2.1.5", "192.0.2.256", "192.0.2.1:443", "[::1]", "::1::", "%eth0",
    "192.0.2.1\u{0}", "１９２.0.2.1", "unix:/run/x.sock",
  ])
  func whatIsNoAddressHasNone(text: String) { #expect(NetworkName(ofAddress: text) == nil) }
}
