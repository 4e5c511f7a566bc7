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

  /// Every card of the fixtures.
  public static let all: [SyntheticCard] = [
    .physician, .pharmacist, .nurse, .compact, .expired, .revoked, .misused,
  ]
}
