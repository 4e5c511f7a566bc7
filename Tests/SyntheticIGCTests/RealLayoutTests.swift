import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

/// The layout of our certificates against real ones, where they lie beside the checkout.
@Suite(.enabled(if: ReferenceData.isPresent, Comment(rawValue: ReferenceData.absence)))
struct RealLayoutTests {
  private struct Layout: Equatable {
    let identifiers: [ObjectIdentifier]
    let criticality: [Bool]

    init(_ certificate: Certificate, without left: Set<ObjectIdentifier> = []) {
      let kept = certificate.extensions.filter { !left.contains($0.oid) }
      identifiers = kept.map(\.oid)
      criticality = kept.map(\.isCritical)
    }
  }

  private func real(_ path: String) throws -> Certificate {
    try Certificate(der: ReferenceData.bytes("igc/\(path)"))
  }

  private func fixture(_ card: SyntheticCard) throws -> SyntheticCardFiles {
    try SyntheticCardFiles(card, in: Fixture.cards)
  }

  @Test func `authentication certificate: the RECETTE card of a dentist`() throws {
    let real = try real("test-ee/cps-auth-fort-RECETTE-2018.der")
    let ours = try fixture(.pharmacist).authentication
    #expect(Layout(ours) == Layout(real))
    #expect(ours.extensions(.basicConstraints) == real.extensions(.basicConstraints))
    #expect(ours.extensions(.extendedKeyUsage) == real.extensions(.extendedKeyUsage))
    #expect(abs(ours.der.count - real.der.count) <= 16, "\(ours.der.count) against \(real.der.count)")
  }

  @Test func `signature certificate: a physician and a nurse`() throws {
    let physician = try real("test-ee/cps-sign-fort-medecin-2018.der")
    #expect(Layout(try fixture(.physician).signature) == Layout(physician))
    #expect(
      Layout(try fixture(.nurse).signature) == Layout(try real("test-ee/cps-sign-fort-infirmier-2020.der")))
    let ours = try fixture(.physician).signature.extensions(.privateKeyUsagePeriod)
    #expect(ours.map(\.value.count) == physician.extensions(.privateKeyUsagePeriod).map(\.value.count))
  }

  @Test func `staff card, software and organisations`() throws {
    let tree = try Fixture.tree.get()
    let key = try fixture(.physician).authenticationKey.publicKey
    let validity = LeafValidity.fixture
    let pairs: [(LeafProfile, String)] = [
      (
        .cpeAuthentication(cardNumber: "2698000111", validity: validity), "test-ee/cpe-auth-standard-2017.der"
      ),
      (.software(.physician, validity: validity), "test-ee/soft-sign-elementaire-same-medecin-2019.der"),
      (.organisationClient(validity: validity), "test-ee/org-authcli-elementaire-2019.der"),
      (
        .organisationServer(domain: "service.synthetic.example", validity: validity),
        "prod-org-ee/org-servssl-2019.der"
      ),
    ]
    for (profile, path) in pairs {
      let (ours, real) = (try tree.issue(profile, for: key), try real(path))
      #expect(Layout(ours) == Layout(real), "\(path)")
      #expect(ours.keyUsage == real.keyUsage && ours.extendedKeyUsage == real.extendedKeyUsage, "\(path)")
      #expect(
        ours.subject.relativeNames.map { Set($0.map(\.oid)) }
          == real.subject.relativeNames.map { Set($0.map(\.oid)) },
        "\(path)")
    }
  }

  @Test func `authorities: a root and one under it`() throws {
    let tree = try Fixture.tree.get()
    let root = try real("prod-ca/ACR_FORT_20130625.cer")
    let cards = try real("prod-ca/AC_FORT_PERSONNES_20130625.cer")
    #expect(Layout(try tree.authority(.root(.strong)).certificate) == Layout(root))
    #expect(Layout(try tree.authority(.cards).certificate) == Layout(cards))
  }
}
