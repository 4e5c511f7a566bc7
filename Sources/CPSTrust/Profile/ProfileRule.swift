internal import CPSDiagnostics

/// One rule of igc-sante.md section 4 about what the certificate of a card says.
struct ProfileRule: Sendable {
  /// How sure the rule is.
  enum Standing: Sendable, Hashable {
    /// Confirmed by every sample and by its purpose: what departs is refused.
    case confirmed
    /// Inferred: what departs is an alarm unless hardened.
    case inferred(InferredRule)
  }

  /// The rule's number there.
  let number: Int
  /// How sure it is.
  let standing: Standing
  /// The row of a refusal.
  let diagnostic: Diagnostic
  /// What departs from the rule, if anything.
  let departure: @Sendable (CardCertificate, ProfileExpectation) -> String?

  static func confirmed(
    _ number: Int, _ diagnostic: Diagnostic,
    _ departure: @escaping @Sendable (CardCertificate, ProfileExpectation) -> String?
  ) -> ProfileRule {
    ProfileRule(number: number, standing: .confirmed, diagnostic: diagnostic, departure: departure)
  }

  static func inferred(
    _ number: Int, _ rule: InferredRule,
    _ departure: @escaping @Sendable (CardCertificate, ProfileExpectation) -> String?
  ) -> ProfileRule {
    ProfileRule(
      number: number, standing: .inferred(rule), diagnostic: .profileDeviation, departure: departure)
  }
}
