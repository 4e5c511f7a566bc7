import CPSDiagnostics
import CPSProof
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// The profile as production would judge it: no certificate of a production card was ever seen, so the rules
/// are asked directly.
@Suite struct ProductionProfileTests {
  private let tree: TestTree
  private let expected: ProfileExpectation

  init() throws {
    tree = try TestTree.shared.get()
    let issuer = try #require(try tree.anchors().authority(.strong, .persons))
    expected = ProfileExpectation(
      environment: .production, accepted: .cps, duty: .authentication, issuer: issuer)
  }

  @Test func aCardOfProductionPasses() throws {
    #expect(try judge { $0.profile.category = 0x00 }.isEmpty)
  }

  @Test(arguments: [UInt8(0x80), 0x82, 0x83])
  func `HN-16 a category of test is refused in production`(category: UInt8) {
    #expect(throws: CPSError(.environmentMismatch)) { try judge { $0.profile.category = category } }
  }

  @Test(arguments: [UInt8(0x02), 0x03])
  func whatIsNoCardIsRefusedInProduction(category: UInt8) {
    #expect(throws: CPSError(.profileNotCPS)) { try judge { $0.profile.category = category } }
  }

  @Test func `HN-16 the policy of the test tree is refused in production`() {
    #expect(throws: CPSError(.environmentMismatch)) {
      try judge {
        $0.profile.category = 0x00
        $0.profile.policy = "1.2.250.1.213.1.7.2.1.1.1.1"
      }
    }
  }

  @Test func anUnknownPolicyAlarmsInProduction() throws {
    let alarms = try judge {
      $0.profile.category = 0x00
      $0.profile.policy = "1.2.250.1.213.1.70.1"
    }
    #expect(alarms == [CPSError(.profileDeviation)])
  }

  @Test func everyRuleHasANumberOfItsReference() {
    let numbers = Set(CertificateProfile.rules(for: .authentication).map(\.number))
    #expect(numbers == [2, 4, 7, 9, 11, 13, 22, 28, 29])
    #expect(Set(CertificateProfile.rules(for: .signature).map(\.number)) == numbers.union([8]))
  }

  private func judge(_ change: (inout LeafDraft) -> Void) throws -> [CPSError] {
    var draft = LeafDraft(in: tree)
    draft.profile.policy = "1.2.250.1.213.1.7.1.1.1.1.1"
    change(&draft)
    let card = try CardCertificate(try Certificate(der: try draft.der()))
    return try CertificateProfile.judge(card, expecting: expected, strictness: .standard)
  }
}
