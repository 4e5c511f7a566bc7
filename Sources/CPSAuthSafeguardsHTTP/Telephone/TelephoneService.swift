public import CPSAuth
public import CPSAuthSafeguards

/// What the routes of the telephone check answer with.
public struct TelephoneService: Sendable {
  let gate: Gate
  let desk: TelephoneDesk
  let records: TelephoneRecords
  let ring: TelephoneKeyRing
  let owners: (any AccountOwnership)?
  let renewal: (any CredentialRenewal)?

  /// A telephone check.
  ///
  /// - Parameters:
  ///   - gate: that of the front: it decides about each check.
  ///   - ring: the keys under which characters become codes.
  ///   - owners: who says to whom an account belongs; nil where professionals register and declare nothing themselves.
  ///   - renewal: what a confirmation may start; nil for nothing.
  public init(
    gate: Gate, desk: TelephoneDesk, records: TelephoneRecords, ring: TelephoneKeyRing,
    owners: (any AccountOwnership)? = nil, renewal: (any CredentialRenewal)? = nil
  ) {
    self.gate = gate
    self.desk = desk
    self.records = records
    self.ring = ring
    self.owners = owners
    self.renewal = renewal
  }
}
