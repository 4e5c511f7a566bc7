import CPSAuth
import Testing

@testable import CPSAuthHTTP

@Suite struct RequestSourceTests {
  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:7::5", "2001:db8:7::/64"),
    ("2001:0db8:0007:0000:ffff::1", "2001:db8:7::/64"), ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
    ("::1", "::/64"),
  ])
  func `a source is named as a ban would be`(address: String, name: String) {
    #expect(RequestSource.name(ofAddress: address) == name)
    #expect(RequestSource.name(of: IPAddress(address)) == name)
  }

  @Test(arguments: ["", " ", "192.0.2", "192.0.2.7:443", "[2001:db8::1]", "fe80::1%eth0", "pharmacie", "1"])
  func `what is no address has no name`(address: String) {
    #expect(RequestSource.name(ofAddress: address) == nil)
  }

  @Test func `a peer without an address is local`() {
    #expect(RequestSource.name(of: nil) == "local")
  }
}
