import Testing

/// A misuse of the API, the use that it resembles, and what the compiler says against it.
struct MisuseCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let right: String
  let wrong: String
  let complaint: String

  static let all: [MisuseCase] = [
    MisuseCase(
      testDescription: "CA-02 an identity is not a verified professional",
      right: "func f(_ p: VerifiedProfessional) -> ProfessionalIdentity { p.identity }",
      wrong:
        "func f(_ i: ProfessionalIdentity) -> VerifiedProfessional { VerifiedProfessional(identity: i) }",
      complaint: "inaccessible due to 'internal' protection level"),
    MisuseCase(
      testDescription: "CA-02 an account session where a card session is demanded",
      right: "func f(_ s: CardSession) { onlyByCard(s) }",
      wrong: "func f(_ s: AccountSession) { onlyByCard(s) }",
      complaint: "cannot convert value of type 'AccountSession' to expected argument type 'CardSession'"),
    MisuseCase(
      testDescription: "CA-02 any live session where a card session is demanded",
      right: "func f(_ s: LiveSession) throws { onlyByCard(try s.requireCard()) }",
      wrong: "func f(_ s: LiveSession) throws { onlyByCard(s) }",
      complaint: "cannot convert value of type 'LiveSession' to expected argument type 'CardSession'"),
    MisuseCase(
      testDescription: "CA-02 an account session whose card would be present",
      right: """
        func f(_ a: Authenticator, _ s: CardSession, _ p: PresenceAnswer) async throws {
          _ = try await a.prolongPresence(of: s, by: p)
        }
        """,
      wrong: """
        func f(_ a: Authenticator, _ s: AccountSession, _ p: PresenceAnswer) async throws {
          _ = try await a.prolongPresence(of: s, by: p)
        }
        """,
      complaint: "cannot convert value of type 'AccountSession' to expected argument type 'CardSession'"),
    MisuseCase(
      testDescription: "CA-02 presence where a proof of a human entry is demanded",
      right: """
        func f(_ a: Authenticator, _ p: Proof, _ r: RequestOrigin) async throws {
          _ = try await a.openCardSession(with: p, request: r)
        }
        """,
      wrong: """
        func f(_ a: Authenticator, _ p: PresenceAnswer, _ r: RequestOrigin) async throws {
          _ = try await a.openCardSession(with: p, request: r)
        }
        """,
      complaint: "cannot convert value of type 'PresenceAnswer' to expected argument type 'Proof'"),
    MisuseCase(
      testDescription: "CA-02 bytes out of a header where a TLS handshake is demanded",
      right: "func f(_ v: TLSClientVerifier, _ p: TLSClientPresentation) throws { _ = try v.verify(p) }",
      wrong: "func f(_ v: TLSClientVerifier, _ b: [UInt8]) throws { _ = try v.verify(b) }",
      complaint: "cannot convert value of type '[UInt8]' to expected argument type 'TLSClientPresentation'"),
    MisuseCase(
      testDescription: "CA-02 a handshake that nobody vouches for",
      right: """
        func f(_ b: [UInt8]) throws -> TLSClientPresentation {
          try .handshakeEndedHere(peerCertificates: [b], version: .tls12, isResumed: false)
        }
        """,
      wrong:
        "func f(_ b: [UInt8]) throws -> TLSClientPresentation { try TLSClientPresentation(b, evidence: .tls) }",
      complaint: "inaccessible due to 'private' protection level"),
    MisuseCase(
      testDescription: "CA-02 the signer of a document where a professional is demanded",
      right: "func g(_ p: VerifiedProfessional) {}; func f(_ p: VerifiedProfessional) { g(p) }",
      wrong: "func g(_ p: VerifiedProfessional) {}; func f(_ s: VerifiedSigner) { g(s) }",
      complaint:
        "cannot convert value of type 'VerifiedSigner' to expected argument type 'VerifiedProfessional'"),
    MisuseCase(
      testDescription: "CA-05 a session made by oneself",
      right: "func f(_ s: CardSession) -> SessionGrant { s.grant }",
      wrong: "func f(_ g: SessionGrant, _ h: CardHolder) -> CardSession { CardSession(g, h) }",
      complaint: "inaccessible due to 'internal' protection level"),
    MisuseCase(
      testDescription: "CA-04 a permit made by oneself",
      right: "func f(_ p: consuming Permit<Lookup>) throws -> NIR { try p.redeem() }",
      wrong: "func f(_ n: NIR) throws -> NIR { try Permit<Lookup>(n).redeem() }",
      complaint: "inaccessible due to 'internal' protection level"),
    MisuseCase(
      testDescription: "CA-04 a permit redeemed twice",
      right: "func f(_ p: consuming Permit<Lookup>) throws { _ = try p.redeem() }",
      wrong: "func f(_ p: consuming Permit<Lookup>) throws { _ = try p.redeem(); _ = try p.redeem() }",
      complaint: "consumed more than once"),
    MisuseCase(
      testDescription: "CA-04 a permit copied",
      right: "func f(_ p: consuming Permit<Lookup>) -> Permit<Lookup> { p }",
      wrong: "func f(_ p: borrowing Permit<Lookup>) -> Permit<Lookup> { copy p }",
      complaint: "cannot be applied to noncopyable types"),
    MisuseCase(
      testDescription: "CA-04 the permit of one function for another",
      right: "func g(_ p: consuming Permit<Lookup>) {}; func f(_ p: consuming Permit<Lookup>) { g(p) }",
      wrong: """
        enum Export: GatedFunction {
          static let name: FunctionName = "infopatient.export"
          typealias Subject = NIR
          static func disclosed(by answer: Int) -> Set<String> { [] }
        }
        func g(_ p: consuming Permit<Export>) {}; func f(_ p: consuming Permit<Lookup>) { g(p) }
        """,
      complaint: "cannot convert value of type 'Permit<Lookup>' to expected argument type 'Permit<Export>'"),
    MisuseCase(
      testDescription: "CA-03 looking whether a mark is free",
      right: "func f(_ s: any AuthStore, _ m: OneTimeMark) -> OneTimeMark { m }",
      wrong: "func f(_ s: any AuthStore, _ m: OneTimeMark) async throws -> Bool { try await s.contains(m) }",
      complaint: "has no member 'contains'"),
    MisuseCase(
      testDescription: "CA-02 a challenge verified without having been taken",
      right:
        "func f(_ t: consuming TakenChallenge) throws -> ProofExpectation { try t.expectation(about: nil) }",
      wrong: "func f(_ c: Challenge) throws -> TakenChallenge { TakenChallenge(c) }",
      complaint: "inaccessible due to 'internal' protection level"),
    MisuseCase(
      testDescription: "CA-02 a challenge spent twice",
      right: "func f(_ t: consuming TakenChallenge) throws { _ = try t.expectation(about: nil) }",
      wrong: """
        func f(_ t: consuming TakenChallenge) throws {
          _ = try t.expectation(about: nil); _ = try t.expectation(about: nil)
        }
        """,
      complaint: "consumed more than once"),
  ]
}
