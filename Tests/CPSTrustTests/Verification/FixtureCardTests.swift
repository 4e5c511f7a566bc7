import CPSDiagnostics
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

/// The cards of `Fixtures`, under the authorities and lists of `Fixtures`, as the demonstration has them.
@Suite struct FixtureCardTests {
  private let verifier: ProofVerifier
  private let tree: TestTree

  init() throws {
    tree = try TestTree.shared.get()
    let manifest = try String(
      contentsOf: PackageRoot.url.appending(path: "Fixtures/pki/authorities.sha256"), encoding: .utf8)
    let folder = try TemporaryDirectory()
    let store = TrustDirectory(
      path: folder.path("trust"), pins: try TrustPins.synthetic(manifest: manifest))
    // The keys beside the certificates are no business of a service.
    let source = folder.path("source")
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    let pki = PackageRoot.path("Fixtures/pki")
    for name in try FileManager.default.contentsOfDirectory(atPath: pki)
    where name.hasSuffix(".cer") || name.hasSuffix(".crl") {
      try FileManager.default.copyItem(atPath: "\(pki)/\(name)", toPath: "\(source)/\(name)")
    }
    let result = try store.importItem(at: source, at: SyntheticTree.fixtureMoment)
    #expect(result.imported.count == 18)
    #expect(result.refused.isEmpty)
    verifier = try ProofVerifier(
      book: try store.load(at: SyntheticTree.fixtureMoment).book,
      clock: StoppedClock(time: SyntheticTree.fixtureMoment))
  }

  @Test(arguments: ["physician", "pharmacist", "nurse", "compact"])
  func aGoodCardLogsInAsItsHolder(name: String) throws {
    let card = try #require(SyntheticCard.all.first { $0.name == name })
    let files = try SyntheticCardFiles(card, in: PackageRoot.path("Fixtures/cards"))
    let professional = try tree.logIn(
      with: files.authentication.der, key: files.authenticationKey, by: verifier)
    #expect(professional.identity.nationalIdentifier.text == card.professional.nationalIdentifier)
    #expect(professional.identity.profession?.rawValue == Int(card.professional.profession))
    #expect(professional.identity.specialities.map(\.rawValue) == card.professional.specialities)
    #expect(professional.card.number.text == card.cardNumber)
    // The compact certificate leaves its policy out, which is an inferred rule.
    #expect(professional.alarms.map(\.diagnostic) == (name == "compact" ? [.profileDeviation] : []))
  }

  @Test(arguments: [
    ("expired", Diagnostic.certificateExpired), ("revoked", .certificateRevoked),
    ("signature-for-authentication", .profileNotAuthentication),
  ])
  func aBadCardIsRefusedForWhatIsBad(name: String, row: Diagnostic) throws {
    let card = try #require(SyntheticCard.all.first { $0.name == name })
    let files = try SyntheticCardFiles(card, in: PackageRoot.path("Fixtures/cards"))
    #expect(throws: CPSError(row)) {
      try tree.logIn(with: files.authentication.der, key: files.authenticationKey, by: verifier)
    }
  }

  @Test func `HN-17 the signature certificate of each card is refused`() throws {
    for card in SyntheticCard.all where card.particularity == .none {
      let files = try SyntheticCardFiles(card, in: PackageRoot.path("Fixtures/cards"))
      #expect(throws: CPSError(.profileNotAuthentication)) {
        try tree.logIn(with: files.signature.der, key: files.signatureKey, by: verifier)
      }
    }
  }

  @Test func `HC-14 the certificate of one card with the key of another is refused`() throws {
    let one = try SyntheticCardFiles(.physician, in: PackageRoot.path("Fixtures/cards"))
    let other = try SyntheticCardFiles(.pharmacist, in: PackageRoot.path("Fixtures/cards"))
    #expect(throws: CPSError(.proofSignatureInvalid)) {
      try tree.logIn(with: one.authentication.der, key: other.authenticationKey, by: verifier)
    }
  }
}
