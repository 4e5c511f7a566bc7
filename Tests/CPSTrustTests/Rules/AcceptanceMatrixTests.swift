import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// The acceptance matrix of igc-sante.md section 4: which authority, which category and which card type make
/// which role, and that nothing else makes any.
@Suite struct AcceptanceMatrixTests {
  private let bench: CardBench

  init() throws { bench = try CardBench() }

  private static let types: [UInt8?] = [0, 1, 2, 3, nil]
  private static let categories: [UInt8] = [0x80, 0x82, 0x83, 0x00, 0x02, 0x03]

  /// What the matrix says; nil for a refusal.
  private static func role(_ issuer: SyntheticRole, _ category: UInt8, _ type: UInt8?) -> CardType? {
    guard category == 0x80 else { return nil }
    return switch (issuer, type) {
    case (.issuing(.strong, .persons), 0): .cps
    case (.issuing(.strong, .persons), 1): .cpf
    case (.issuing(.standard, .persons), 2): .cpe
    case (.issuing(.standard, .persons), 3): .cpa
    default: nil
    }
  }

  private func draft(_ issuer: SyntheticRole, _ category: UInt8, _ type: UInt8?, _ draft: inout LeafDraft) {
    if let type, type >= 2 { draft.profile = CardBench.staff }
    draft.profile.issuer = issuer
    draft.profile.category = category
    draft.profile.cardType = type
  }

  /// Nine authorities, six categories, five card types: four make a role, where all types are accepted.
  @Test(arguments: SyntheticRole.all)
  func `rule 9 the acceptance matrix, cell by cell`(issuer: SyntheticRole) throws {
    for category in Self.categories {
      for type in Self.types {
        let expected = Self.role(issuer, category, type)
        let cell: Comment = "\(issuer.fileName), category \(category), type \(type.map(Int.init) ?? -1)"
        let logIn = {
          try bench.logIn(accepting: CardBench.everyCard) { draft(issuer, category, type, &$0) }
        }
        if let expected {
          #expect(try logIn().card.type == expected, cell)
        } else {
          #expect(throws: CPSError.self, cell) { try logIn() }
        }
      }
    }
  }

  @Test func `FORT PERSONNES, category of a card, type 0: a professional`() throws {
    let professional = try bench.logIn()
    #expect(professional.role == .professional(.physician))
    #expect(professional.card.type == .cps)
  }

  @Test func `FORT PERSONNES, category of a card, type 1: a person in training, where asked for`() throws {
    let professional = try bench.logIn(accepting: AcceptedCards(.cps, .cpf)) {
      $0.profile = CardBench.training
    }
    #expect(professional.role == .inTraining(.physician))
    #expect(professional.card.type == .cpf)
    #expect(throws: CPSError(.profileNotCPS)) { try bench.logIn { $0.profile = CardBench.training } }
  }

  @Test(arguments: [CardType.cpe, .cpa])
  func `STANDARD PERSONNES, category of a card, type 2 or 3: staff, where asked for`(type: CardType) throws {
    let change: (inout LeafDraft) -> Void = {
      $0.profile = CardBench.staff
      $0.profile.cardType = UInt8(type.code)
    }
    let professional = try bench.logIn(accepting: AcceptedCards(.cps, type), change)
    let employer = Employer(
      identifier: try StructureIdentifier("10B0999999"), name: "HOPITAL FICTIF SYNTHETIC")
    #expect(professional.role == .staff(employer))
    #expect(professional.card.type == type)
    #expect(professional.identity.profession == nil)
    #expect(throws: CPSError(.profileNotCPS)) { try bench.logIn(change) }
    #expect(throws: CPSError(.profileNotCPS)) { try bench.logIn(accepting: AcceptedCards(.cpf), change) }
  }

  @Test func `ELEMENTAIRE PERSONNES: refused, the software certificate of the same person first of all`()
    throws
  {
    #expect(throws: CPSError(.profileNotCPS)) {
      try bench.logIn(accepting: CardBench.everyCard) {
        $0.profile = .software(.physician, validity: .fixture)
      }
    }
  }

  @Test(arguments: SyntheticFamily.allCases)
  func `any ORGANISATIONS: refused for persons`(family: SyntheticFamily) throws {
    let profiles: [LeafProfile] = [
      .organisationClient(validity: .fixture),
      .organisationServer(domain: "service.example", validity: .fixture),
      .cpsAuthentication(.physician, cardNumber: LeafDraft.cardNumber, validity: .fixture), CardBench.staff,
    ]
    for profile in profiles {
      #expect(throws: CPSError(.profileNotCPS)) {
        try bench.logIn(accepting: CardBench.everyCard) {
          $0.profile = profile
          $0.profile.issuer = .issuing(family, .organisations)
        }
      }
    }
  }

  /// In production the same cells, with category 00 in the place of 80.
  @Test func `rule 9 the acceptance matrix of production`() throws {
    for (family, type) in [
      (CertificateFamily.strong, UInt8(0)), (.strong, 1), (.standard, 2), (.standard, 3),
    ] {
      let change: (inout LeafDraft) -> Void = {
        if type >= 2 { $0.profile = CardBench.staff }
        $0.profile.cardType = type
        $0.profile.category = 0x00
        $0.profile.policy = "1.2.250.1.213.1.7.1.1.1.1.1"
      }
      #expect(
        try bench.judgeInProduction(issuedBy: family, accepting: CardBench.everyCard, change).isEmpty)
      for category in [0x80, 0x82, 0x83] as [UInt8] {
        #expect(throws: CPSError(.environmentMismatch)) {
          try bench.judgeInProduction(issuedBy: family, accepting: CardBench.everyCard) {
            change(&$0)
            $0.profile.category = category
          }
        }
      }
      for category in [0x02, 0x03] as [UInt8] {
        #expect(throws: CPSError(.profileNotCPS)) {
          try bench.judgeInProduction(issuedBy: family, accepting: CardBench.everyCard) {
            change(&$0)
            $0.profile.category = category
          }
        }
      }
      let other: CertificateFamily = family == .strong ? .standard : .strong
      for (wrong, duty) in [
        (other, AuthorityDuty.persons), (.elementary, .persons), (family, .organisations),
      ] {
        #expect(throws: CPSError(.profileNotCPS)) {
          try bench.judgeInProduction(issuedBy: wrong, duty, accepting: CardBench.everyCard, change)
        }
      }
    }
  }
}
