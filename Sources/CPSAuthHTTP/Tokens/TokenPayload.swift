internal import CPSAuth
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust
internal import JWTKit

/// What a token says (docs/tokens.md).
///
/// Names of Pro Santé Connect stand for nothing but what the card's certificate signs; what this service says of its
/// own bears names of its own.
struct TokenPayload: JWTPayload {
  private enum CodingKeys: String, CodingKey {
    case iss, sub, aud, jti, iat, exp, cnf, amr, acr
    case authenticatedAt = "auth_time"
    case nationalIdentifier = "SubjectNameID"
    case userName = "preferred_username"
    case familyName = "family_name"
    case givenName = "given_name"
    case role = "SubjectRole"
    case organization = "SubjectOrganization"
    case organizationIdentifier = "SubjectOrganizationID"
    case specialities = "cps_specialities"
    case environment = "cps_environment"
    case evidence = "cps_evidence"
    case cardType = "cps_card_type"
  }

  /// The table of professions in the codes of Pro Santé Connect (igc-sante.md, section 5).
  private static let professionTable = "1.2.250.1.213.1.1.5.5"

  let iss: String
  let sub: String
  let aud: String
  let jti: String
  let iat: Int64
  let exp: Int64
  let cnf: SessionBinding
  let amr: [String]
  let acr: String
  let authenticatedAt: Int64?
  let nationalIdentifier: String
  let userName: String
  let familyName: String
  let givenName: String
  let role: [String]?
  let organization: String?
  let organizationIdentifier: String?
  let specialities: [String]?
  let environment: TrustEnvironment
  let evidence: Evidence
  let cardType: CardType

  init(_ grant: TokenGrant) {
    let (session, holder) = (grant.session, grant.session.holder)
    iss = grant.issuer.text
    sub = holder.identity.nationalIdentifier.text
    aud = grant.audience.text
    jti = grant.id
    iat = grant.issuedAt.secondsSince1970
    exp = grant.endsAt.secondsSince1970
    cnf = session.grant.binding
    amr = Self.methods(of: holder.evidence)
    acr = AuthenticationContext(holder.evidence).rawValue
    authenticatedAt = session.grant.authenticatedAt?.secondsSince1970
    nationalIdentifier = sub
    userName = sub
    familyName = holder.identity.familyName
    givenName = holder.identity.givenName
    role = holder.role.profession.map { ["\($0.text)^\(Self.professionTable)"] }
    organization = holder.role.employer?.name
    organizationIdentifier = holder.role.employer?.identifier.text
    let codes = holder.identity.specialities.map(\.rawValue)
    specialities = codes.isEmpty ? nil : codes
    environment = session.grant.environment
    evidence = holder.evidence
    cardType = holder.card.type
  }

  /// How the holder was authenticated (RFC 8176, clause 2): a handshake says nothing of a PIN.
  private static func methods(of evidence: Evidence) -> [String] {
    switch evidence {
    case .proof: ["sc", "pin", "hwk", "mfa"]
    case .tls, .tlsViaProxy: ["sc", "hwk"]
    }
  }

  /// Nothing is believed here: this service writes tokens and reads none.
  func verify(using algorithm: some JWTAlgorithm) throws {}
}
