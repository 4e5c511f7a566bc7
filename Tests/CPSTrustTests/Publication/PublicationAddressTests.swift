import CPSDiagnostics
import CPSTrust
import Testing

/// Which addresses anything may be fetched from.
@Suite struct PublicationAddressTests {
  @Test(arguments: [
    (
      "http://igc-sante.esante.gouv.fr/CRL/ACI-FO-PP.crl", "http://igc-sante.esante.gouv.fr/CRL/ACI-FO-PP.crl"
    ),
    ("http://igc-sante.esante.gouv.fr/AC%20TEST/ACR-FO-TEST.cer", nil),
    ("https://Mirror.Hospital.example:8443/a/b", "https://mirror.hospital.example:8443/a/b"),
    ("http://mirror1:80/x", "http://mirror1/x"), ("https://mirror1:443/x", "https://mirror1/x"),
    ("http://mirror1:443/x", nil), ("http://127.0.0.1:8080/x", nil), ("http://[::1]/x", nil),
  ])
  func `a named host and a plain path are admitted`(text: String, canonical: String?) throws {
    #expect(try PublicationAddress(text).text == canonical ?? text)
  }

  @Test(arguments: [
    "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/x", "http://[::ffff:169.254.169.254]/x",
    "http://[fd00:ec2::254]/x", "http://10.0.0.1/x", "http://0/x", "http://2852039166/x", "http://0x7f.1/x",
    "ldap://annuaire-igc.esante.gouv.fr/cn=AC?certificaterevocationlist;binary", "ldaps://a/x",
    "file:///etc/passwd", "ftp://a/x", "HTTP://a/x", "http:/a/x", "http://", "http:///x", "http://a",
    "http://a/", "", "a", "http://user@a/x", "http://user:word@a/x", "http://a:0/x", "http://a:99999/x",
    "http://a/x?y", "http://a/x#y", "http://a/../x", "http://a/x/./y", "http://a//x", "http://a/%2",
    "http://a/%zz",
    "http://a/x y", "http://a/x\r\nHost: b", "http://a/é", "http://é/x", "http://a\\b/x", "http://a@b/x",
  ])
  func `HN-14 any other address is refused`(text: String) {
    #expect(throws: CPSError(.publicationAddressRefused)) { try PublicationAddress(text) }
  }

  @Test(arguments: [
    ("http://ocsp.esante.gouv.fr", "http://ocsp.esante.gouv.fr/"), ("http://a/", nil),
    ("https://a:8443", "https://a:8443/"), ("http://a/ocsp", nil),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
  ])
  func `a service need not name a file`(text: String, canonical: String?) throws {
    #expect(try PublicationAddress(service: text).text == canonical ?? text)
  }

  @Test(arguments: [
    "http://169.254.169.254", "http://169.254.169.254/", "http://10.0.0.1", "ldap://a", "http://", "http:///",
    "http://user@a", "http://a?y", "http://a#y", "http://a//", "http://a/../", "",
  ])
  func `HN-14 any other address of a service is refused`(text: String) {
    #expect(throws: CPSError(.publicationAddressRefused)) { try PublicationAddress(service: text) }
  }

  @Test func `HN-14 an address of unreasonable length is refused`() {
    let path = String(repeating: "a", count: PublicationAddress.maximumLength)
    #expect(throws: CPSError(.publicationAddressRefused)) { try PublicationAddress("http://a/\(path)") }
  }
}
