extension SyntheticCard {
  /// A physician's.
  public static let physician = SyntheticCard(
    name: "physician", serial: "98000101", professional: .physician, particularity: .none)
  /// A pharmacist's.
  public static let pharmacist = SyntheticCard(
    name: "pharmacist", serial: "98000102", professional: .pharmacist, particularity: .none)
  /// A nurse's.
  public static let nurse = SyntheticCard(
    name: "nurse", serial: "98000103", professional: .nurse, particularity: .none)
  /// A dentist's, with a short certificate.
  public static let compact = SyntheticCard(
    name: "compact", serial: "98000104", professional: .dentist, particularity: .compact)
  /// The physician's former card, past its end.
  public static let expired = SyntheticCard(
    name: "expired", serial: "98000105", professional: .physician, particularity: .expired)
  /// The pharmacist's lost card.
  public static let revoked = SyntheticCard(
    name: "revoked", serial: "98000106", professional: .pharmacist, particularity: .revoked)
  /// A card that offers a signature certificate for authentication.
  public static let misused = SyntheticCard(
    name: "signature-for-authentication", serial: "98000107", professional: .physician,
    particularity: .signatureForAuthentication)

  /// The physician's CPS4.
  public static let cps4 = SyntheticCard(
    name: "cps4", serial: "98000108", professional: .physician, particularity: .none)
  /// The pharmacist's CPS4, which speaks T=0 only.
  public static let cps4T0 = SyntheticCard(
    name: "cps4-t0", serial: "98000109", professional: .pharmacist, particularity: .none)
  /// The nurse's CPS4, a release candidate.
  public static let cps4ReleaseCandidate = SyntheticCard(
    name: "cps4-rc", serial: "98000110", professional: .nurse, particularity: .none)
  /// The dentist's CPS3, used without contact.
  public static let contactless = SyntheticCard(
    name: "contactless", serial: "98000111", professional: .dentist, particularity: .none,
    isContactless: true)

  /// Every card of the fixtures.
  public static let all: [SyntheticCard] = [
    .physician, .pharmacist, .nurse, .compact, .expired, .revoked, .misused, .cps4, .cps4T0,
    .cps4ReleaseCandidate, .contactless,
  ]
}
