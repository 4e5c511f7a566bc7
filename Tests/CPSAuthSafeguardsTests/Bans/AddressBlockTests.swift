import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import Testing

@Suite struct AddressBlockTests {
  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7"), ("192.0.2.7/32", "192.0.2.7"), ("192.0.2.0/24", "192.0.2.0/24"),
    ("::ffff:192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.0/120", "192.0.2.0/24"),
    ("::FFFF:c000:0207", "192.0.2.7"),
    ("2001:DB8:0:0::1", "2001:db8::1"), ("2001:db8::/48", "2001:db8::/48"),
    ("2001:db8::/64", "2001:db8::/64"),
    ("0.0.0.0/0", "0.0.0.0/0"), ("::/0", "::/0"), ("128.0.0.0/1", "128.0.0.0/1"), ("8000::/1", "8000::/1"),
    ("2001:db8::8000:0:0:0/65", "2001:db8:0:0:8000::/65"),
  ])
  func `one network has one text`(text: String, canonical: String) throws {
    #expect(try AddressBlock(text).text == canonical)
    #expect(try AddressBlock(canonical).text == canonical)
  }

  @Test(arguments: [
    "", "/", "192.0.2", "192.0.2.7/", "192.0.2.7/33", "192.0.2.7/-1", "192.0.2.7/+8", "192.0.2.0/024",
    "192.0.2.7/24",
    "192.0.2.0/24/8", "192.0.2.256", "0x7f.1", "127.1", "010.0.0.1", "2001:db8::1/64", "2001:db8::/129",
    "::g",
    "fe80::1%eth0", "::ffff:192.0.2.0/24", "::ffff:192.0.2.7/95", "localhost", "192.0.2.7 ", "192.0.2.7\n",
    "192.0.2.0/24;x",
  ])
  func `what could be misread is refused`(text: String) {
    #expect(throws: CPSError(.banBlockInvalid, ["detail": text])) { try AddressBlock(text) }
  }

  @Test(arguments: [
    ("192.0.2.0/24", "192.0.2.0", true), ("192.0.2.0/24", "192.0.2.255", true),
    ("192.0.2.0/24", "192.0.3.0", false),
    ("192.0.2.0/24", "::ffff:192.0.2.9", true), ("192.0.2.0/24", "::192.0.2.9", false),
    ("192.0.2.128/25", "192.0.2.127", false), ("192.0.2.7", "192.0.2.7", true),
    ("192.0.2.7", "192.0.2.6", false),
    ("2001:db8::/48", "2001:db8:0:ffff::1", true), ("2001:db8::/48", "2001:db8:1::1", false),
    ("2001:db8::/65", "2001:db8::7fff:0:0:1", true), ("2001:db8::/65", "2001:db8::8000:0:0:1", false),
    ("::/0", "192.0.2.7", false), ("::/0", "::ffff:192.0.2.7", false), ("0.0.0.0/0", "203.0.113.1", true),
    ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "2001:db8::1", true),
  ])
  func `an address belongs to a network by the bits of its prefix`(block: String, address: String, isIn: Bool)
    throws
  {
    let found = try #require(IPAddress(address))
    #expect(try AddressBlock(block).contains(found) == isIn)
  }

  @Test(arguments: [
    ("10.0.0.0/15", true), ("10.0.0.0/16", false), ("2001:d00::/31", true), ("2001:db8::/32", false),
    ("0.0.0.0/0", true),
  ])
  func `a network that holds whole providers is wide`(block: String, isWide: Bool) throws {
    #expect(try AddressBlock(block).isWide == isWide)
  }
}
