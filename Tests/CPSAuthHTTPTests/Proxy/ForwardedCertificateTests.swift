import Foundation
import HTTPTestSupport
import Testing

@testable import CPSAuthHTTP

func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

@Suite struct ForwardedCertificateTests {
  private let der: [UInt8]
  private let pem: String

  init() throws {
    der = try FixtureCard("physician").certificate
    pem = ProxyBench.pem(der)
  }

  @Test func `both forms give the certificate`() {
    #expect(ForwardedCertificate.der(in: ProxyBench.escaped(pem)) == der)
    #expect(ForwardedCertificate.der(in: ProxyBench.escaped(String(pem.dropLast()))) == der)
    #expect(ForwardedCertificate.der(in: ":\(base64(der)):") == der)
  }

  @Test func `HN-21 anything beside the one certificate is refused`() {
    let line = "A" + String(repeating: "B", count: 63) + "\n"
    let end = "-----END CERTIFICATE-----\n"
    let texts = [
      pem + pem, pem + "\n", "\n" + pem, " " + pem, pem + " ", pem + "X-Real-IP: 127.0.0.1\n",
      pem.replacing("\n", with: "\r\n"), pem.replacing("\n", with: ""), pem.replacing("\n", with: " "),
      pem.replacing("CERTIFICATE", with: "TRUSTED CERTIFICATE"),
      pem.replacing("-----BEGIN", with: "----BEGIN"),
      pem.replacing(end, with: "\n" + end), pem.replacing(end, with: ""),
      pem.replacing(end, with: line + end),
      String(pem.dropFirst(5)), "", end, "-----BEGIN CERTIFICATE-----\n" + end,
      "-----BEGIN CERTIFICATE-----\n\n" + end, "-----BEGIN CERTIFICATE-----\n====\n" + end,
    ]
    for text in texts { #expect(ForwardedCertificate.der(in: ProxyBench.escaped(text)) == nil, "\(text)") }
  }

  @Test func `HN-21 another encoding of the same text is refused`() {
    let escaped = ProxyBench.escaped(pem)
    let texts = [
      pem, escaped.lowercased(), escaped.replacing("%0A", with: "%0a"), escaped.replacing("%0A", with: "\n"),
      escaped.replacing("%20", with: "+"), escaped.replacing("-----BEGIN", with: "%2D----BEGIN"),
      escaped.replacing("%", with: "%25"), escaped + "%", escaped + "%0", escaped + "%00", escaped + "é",
      escaped.replacing("%0A", with: "%0D%0A"), "%",
    ]
    for text in texts { #expect(ForwardedCertificate.der(in: text) == nil) }
  }

  @Test func `HN-21 chains and other spellings of a byte sequence are refused`() {
    let own = base64(der)
    let texts = [
      "::", ":", own, ":\(own)", "\(own):", ":\(own):, :\(own):", ":\(own)::\(own):", ": \(own):",
      ":\(own)=:", ":\(own.dropLast()):", ":\(own.replacing("+", with: "-").replacing("/", with: "_"))_:",
      ":\(own)\n:", #"":\#(own):""#, ":\(own):;a=1", ":QQ==:\n", ":QR==:",
    ]
    for text in texts { #expect(ForwardedCertificate.der(in: text) == nil, "\(text.prefix(8))") }
  }
}
