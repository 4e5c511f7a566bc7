import CPSDiagnostics
import CPSProof
import Testing

@Suite struct AudienceTests {
  @Test(arguments: [
    ("https://service.example", "https://service.example"),
    ("https://service.example/", "https://service.example"),
    ("HTTPS://Service.Example:443", "https://service.example"),
    ("https://service.example:8443", "https://service.example:8443"),
    ("https://xn--hpital-xxa.example", "https://xn--hpital-xxa.example"),
    ("https://10.0.0.7", "https://10.0.0.7"), ("https://[2001:DB8:0:0::1]", "https://[2001:db8::1]"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://127.0.0.1:80", "http://127.0.0.1"),
    ("http://[::1]:8080/", "http://[::1]:8080"), ("https://localhost", "https://localhost"),
  ])
  func `HN-02 every spelling of an origin becomes one`(text: String, canonical: String) throws {
    let audience = try Audience(text)
    #expect(audience.text == canonical)
    #expect(try Audience(audience.text) == audience)
  }

  @Test(arguments: [
    "", "service.example", "ftp://service.example", "https:/service.example", "https://", "https://a..b",
    "https://service.example/login", "https://service.example?x", "https://service.example#x",
    "https://user@service.example", "https://service.example\\@evil.example", "https://service%2eexample",
    "https://hôpital.example", "https://service.example.", "https://-a.example", "https://a_b.example",
    "https://127.1", "https://0x7f.0.0.1", "https://2130706433", "https://010.0.0.1", "https://1.2.3.4.5",
    "https://service.example:0", "https://service.example:", "https://service.example:65536",
    "https://service.example:+443", "https://service.example:0443", "https://a:1:2", "https://[::1",
    "https://[::1]x", "https://[::g]", "https://[]", "https://[1.2.3.4]", " https://service.example",
    "https://service.example//", "https://ﬁ.example", "https://\u{202E}example",
  ])
  func `HN-02 what could be read in two ways is refused`(text: String) {
    #expect(throws: CPSError(.audienceInvalid)) { try Audience(text) }
  }

  @Test(arguments: [
    "http://service.example", "http://10.0.0.7", "http://128.0.0.1", "http://[::2]",
    "http://localhost.example",
  ])
  func plainHTTPIsForLoopbackLiterals(text: String) {
    #expect(throws: CPSError(.serviceInsecure)) { try Audience(text) }
  }

  @Test(arguments: ["http://localhost:8080", "http://LocalHost", "http://service.localhost:1"])
  func `a name of this machine is told apart from a foreign host`(text: String) {
    #expect(throws: CPSError(.serviceLocalName)) { try Audience(text) }
  }

  @Test(arguments: ["https://\(String(repeating: "a", count: 64)).example"])
  func labelsAreBounded(text: String) { #expect(throws: CPSError(.audienceInvalid)) { try Audience(text) } }
}
