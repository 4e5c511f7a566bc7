import TestSupport
import Testing

/// The public test suites of path validation, where they lie beside the checkout; the command is held against
/// the same by their own runner.
@Suite(.enabled(if: ReferenceData.isPresent, Comment(rawValue: ReferenceData.absence)))
struct ConformanceTests {
  @Test func `PKITS has its verdicts, but for two that libcrypto refuses`() async throws {
    let corpus = try await ConformanceCorpus("pkits")
    #expect(corpus.cases.count == 249)
    // 4.1.5: a DSA key whose parameters are those of its issuer; 4.14.30: two lists that vouch for each other.
    #expect(
      try corpus.differences() == ConformanceCorpus.Differences(tolerated: ["4.1.5", "4.14.30"]))
  }

  @Test func `x509-limbo has its verdicts, and four that it calls pedantic differ`() async throws {
    let corpus = try await ConformanceCorpus("limbo")
    #expect(corpus.cases.count == 194)
    #expect(
      try corpus.differences()
        == ConformanceCorpus.Differences(
          tolerated: [
            // Authorities without keyUsage, an anchor that is not self-signed, nameConstraints not critical.
            "crl::issuer-no-keyusage-extension", "cve::cve-2024-0567",
            "webpki::nc::permitted-dns-match-noncritical",
          ],
          pedantic: [
            // Wildcards against constraints, a mail constraint of an odd form, and the anchor's own extension.
            "cve::cve-2025-61727", "rfc5280::nc::nc-permits-invalid-email-san",
            "rfc5280::nc::nc-forbids-dnsname-wildcard-san", "rfc5280::root-non-critical-basic-constraints",
          ]))
  }
}
