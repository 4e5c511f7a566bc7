public import CPSPrimitives

/// Which revocation list said that a certificate is good; kept for the audit
/// (igc-sante.md section 4, rule 30).
public struct RevocationFacts: Sendable, Hashable, Codable {
  /// The common name of the list's issuer, for people.
  public let issuer: String
  /// The CRL number, in lower-case hexadecimal (RFC 5280, clause 5.2.3).
  public let number: String
  /// When the list was made.
  public let thisUpdate: Timestamp
  /// When the next one was due.
  public let nextUpdate: Timestamp
  /// Whether the next one is overdue and the list is used on the grace that the administrator allows.
  public let isWithinGrace: Bool
  /// The number of the delta list over it, in lower-case hexadecimal; nil when there is none.
  public let deltaNumber: String?

  /// Facts from their parts; holding them proves nothing.
  public init(
    issuer: String, number: String, thisUpdate: Timestamp, nextUpdate: Timestamp, isWithinGrace: Bool,
    deltaNumber: String? = nil
  ) {
    self.issuer = issuer
    self.number = number
    self.thisUpdate = thisUpdate
    self.nextUpdate = nextUpdate
    self.isWithinGrace = isWithinGrace
    self.deltaNumber = deltaNumber
  }
}
