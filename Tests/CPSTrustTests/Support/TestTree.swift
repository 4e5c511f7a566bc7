import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SyntheticIGC

@testable import CPSTrust

/// A synthetic tree made once a run, with a card, a workstation, and everything that a verifier needs.
struct TestTree {
  static let shared = Result { try TestTree() }
  static let now = SyntheticTree.fixtureMoment

  let igc: SyntheticTree
  /// The same names with other keys, which no pin knows.
  let impostor: SyntheticTree
  let cardKey: PrivateKey
  let otherCardKey: PrivateKey
  let workstationKey: PrivateKey
  let otherWorkstationKey: PrivateKey

  private init() throws {
    var keys: [SyntheticRole: PrivateKey] = [:]
    for role in SyntheticRole.all { keys[role] = try PrivateKey.generateRSA(bits: 2_048) }
    igc = try SyntheticTree.make { role throws(CPSError) in try Self.key(of: role, shiftedBy: 0, in: keys) }
    impostor = try SyntheticTree.make { role throws(CPSError) in
      try Self.key(of: role, shiftedBy: 1, in: keys)
    }
    cardKey = try PrivateKey.generateRSA(bits: 2_048)
    otherCardKey = try PrivateKey.generateRSA(bits: 2_048)
    workstationKey = try PrivateKey.generateP256()
    otherWorkstationKey = try PrivateKey.generateP256()
  }

  /// The impostor's keys are those of the neighbours, since making more is slow.
  private static func key(
    of role: SyntheticRole, shiftedBy shift: Int, in keys: [SyntheticRole: PrivateKey]
  ) throws(CPSError) -> PrivateKey {
    let roles = SyntheticRole.all
    guard let index = roles.firstIndex(of: role), let key = keys[roles[(index + shift) % roles.count]] else {
      throw CPSError(.internalFault)
    }
    return key
  }

  func authority(_ role: SyntheticRole) throws -> SyntheticAuthority { try igc.authority(role) }

  func pins() throws -> TrustPins {
    try .synthetic(igc.authorities.map { Hexadecimal.encode($0.certificate.sha256) })
  }

  func anchors() throws -> TrustAnchors {
    try TrustAnchors(igc.authorities.map(\.certificate), pinnedBy: try pins())
  }

  /// A book with a good list of each authority, those of `replacing` instead of the ones they would have.
  func book(
    replacing lists: [ListDraft] = [], grace: RevocationGrace = .standard
  ) throws -> RevocationBook {
    let book = RevocationBook(anchors: try anchors(), grace: grace)
    for authority in igc.authorities {
      let draft =
        try lists.first { $0.builder.issuer == authority.certificate.subject }
        ?? ListDraft(of: authority)
      try book.admit(try draft.list(), at: Self.now)
    }
    return book
  }

  func verifier(
    book: RevocationBook? = nil, accepting accepted: AcceptedCards = .cps,
    strictness: ProfileStrictness = .standard, register: (any PractitionerRegister)? = nil,
    at time: Timestamp = now
  ) throws -> ProofVerifier {
    try ProofVerifier(
      book: try book ?? self.book(), accepting: accepted, strictness: strictness, register: register,
      clock: StoppedClock(time: time))
  }

  /// Logs in with a certificate, everything else being right.
  func logIn(
    with certificate: [UInt8], key: PrivateKey? = nil, by verifier: ProofVerifier
  ) throws -> VerifiedProfessional {
    let act = Act(workstationKey: workstationKey)
    return try verifier.verify(
      try act.proof(certificate: certificate, signedBy: key ?? cardKey), expecting: try act.expectation())
  }
}
