import CPSAuthSafeguards
import CPSDiagnostics
import Testing

@Suite struct BanOrderTests {
  private static let until = "2022-04-01T00:00:00Z"

  @Test(arguments: [
    "192.0.2.0/24;passwords;\(until);robot of March", "2001:db8::/48;everything;\(until);robot; and more",
    "10.0.0.0/8;passwords,wide;\(until);whole provider", "0.0.0.0/0;passwords,wide;\(until);all passwords",
    "127.0.0.1;passwords;\(until);all passwords", "128.0.0.0/2;everything,wide;\(until);half of all",
    "::2;everything;\(until);a neighbour",
  ])
  func `an order reads back as it is written`(text: String) throws {
    #expect(try BanOrder(text).canonicalText == text)
  }

  @Test(arguments: [
    ("", Diagnostic.banOrderInvalid), ("192.0.2.0/24", .banOrderInvalid),
    ("192.0.2.0/24;passwords", .banOrderInvalid),
    ("192.0.2.0/24;passwords;\(until)", .banOrderInvalid),
    ("192.0.2.0/24;cards;\(until);why not", .banOrderInvalid),
    ("192.0.2.0/24;;\(until);why not", .banOrderInvalid),
    ("192.0.2.0/24;passwords,narrow;\(until);why", .banOrderInvalid),
    ("192.0.2.0/24;passwords,wide,wide;\(until);why", .banOrderInvalid),
    ("192.0.2.0/24;passwords;tomorrow;why not", .banOrderInvalid),
    ("192.0.2.0/24;passwords;2022-04-01;why not", .banOrderInvalid),
    ("192.0.2.1/24;passwords;\(until);why not", .banBlockInvalid),
    ("10.0.0.0/8;passwords;\(until);why not", .banTooWide),
    ("::/0;everything;\(until);why not", .banOrderInvalid),
    ("::/0;everything,wide;\(until);why not", .banOrderInvalid),
    ("0.0.0.0/0;everything,wide;\(until);why", .banOrderInvalid),
    ("127.0.0.1;everything;\(until);why not", .banOrderInvalid),
    ("127.8.0.0/16;everything;\(until);why not", .banOrderInvalid),
    ("64.0.0.0/2;everything,wide;\(until);why", .banOrderInvalid),
    ("::1;everything;\(until);why not", .banOrderInvalid),
    ("::/64;everything;\(until);why not", .banOrderInvalid),
    ("::ffff:127.0.0.1;everything;\(until);why", .banOrderInvalid),
    ("192.0.2.0/24;passwords;\(until);", .reasonMalformed),
    ("192.0.2.0/24;passwords;\(until);2081375125364 76", .reasonMalformed),
  ])
  func `what cannot be meant is refused`(text: String, row: Diagnostic) {
    #expect { try BanOrder(text) } throws: { ($0 as? CPSError)?.diagnostic == row }
  }
}
