import CPSDiagnostics
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// What one level of reading refuses and another lets pass.
@Suite struct ReadingLevelTests {
  /// A certificate that is right on a card but for one thing, with what is wrong with it at each level.
  struct Reading: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let onCard: String?
    let inPlainMode: String?
    let apply: @Sendable (inout LeafDraft) throws -> Void

    init(
      _ name: String, onCard: String?, inPlainMode: String?,
      _ apply: @escaping @Sendable (inout LeafDraft) throws -> Void
    ) {
      testDescription = name
      self.onCard = onCard
      self.inPlainMode = inPlainMode
      self.apply = apply
    }
  }

  static let readings = [
    Reading("nothing", onCard: nil, inPlainMode: nil) { _ in },
    Reading("letter of another script", onCard: "character in a name", inPlainMode: nil) {
      $0.profile.subject.surname = "F\u{406}CTIF"
    },
    Reading(
      "HC-34 right-to-left override", onCard: "character in a name", inPlainMode: "character in a name"
    ) { $0.profile.subject.surname = "\u{202E}FITCIF" },
    Reading("HC-34 NUL", onCard: "character in a name", inPlainMode: "character in a name") {
      $0.profile.subject.surname = "FICTIF\u{0}"
    },
    Reading("authority", onCard: "certificate of an authority", inPlainMode: nil) {
      $0.profile.basicConstraints = BasicConstraints(isAuthority: true, pathLength: nil)
    },
    Reading("HC-19 key on a curve", onCard: "key on P-256", inPlainMode: nil) {
      $0.key = try PrivateKey.generateP256().publicKey
    },
    Reading(
      "critical name constraints", onCard: "unknown critical extension 2.5.29.30", inPlainMode: nil
    ) { $0.set(CertificateExtension(.nameConstraints, isCritical: true, value: DEREncoding.sequence())) },
    Reading(
      "HN-18 unknown critical extension", onCard: "unknown critical extension 1.2.3",
      inPlainMode: "unknown critical extension 1.2.3"
    ) { $0.set(CertificateExtension("1.2.3", isCritical: true, value: DEREncoding.null)) },
  ]

  @Test(arguments: readings)
  func `HN-18 HC-34 each level has its own limits`(reading: Reading) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    try reading.apply(&draft)
    let certificate = try Certificate(der: try draft.der())
    #expect(
      details(of: certificate, at: .card) == [reading.onCard].compactMap { $0 })
    #expect(
      details(of: certificate, at: .plain)
        == [reading.inPlainMode].compactMap { $0 })
    let asAuthority = details(of: certificate, at: .authority)
    #expect(
      asAuthority.contains("not the certificate of an authority") == (reading.testDescription != "authority"))
  }

  @Test func anAuthorityIsReadAsOneAndNotAsACard() throws {
    let tree = try TestTree.shared.get()
    for authority in tree.igc.authorities {
      #expect(details(of: authority.certificate, at: .authority).isEmpty)
      #expect(details(of: authority.certificate, at: .plain).isEmpty)
      #expect(
        StrictReading.refusals(of: authority.certificate, at: .card).reasons.map(\.diagnostic)
          == [.profileNotAuthentication])
    }
  }

  private func details(of certificate: Certificate, at level: ReadingLevel) -> [String] {
    StrictReading.refusals(of: certificate, at: level).reasons.map(\.detail)
  }
}
