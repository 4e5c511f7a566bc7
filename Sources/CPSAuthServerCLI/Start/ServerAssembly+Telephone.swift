import CPSAuth
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSPrimitives

extension ServerAssembly {
  /// The telephone check; nil where the configuration has none.
  ///
  /// Where there are accounts with a password, their owners register and declare, and a confirmation may start a renewal.
  static func telephone(
    _ configuration: ServerConfiguration, _ ring: TelephoneKeyRing?, _ gate: Gate, _ store: any AuthStore,
    _ auditLog: AuditLog, _ secret: ServiceSecret, _ accounts: ServerAccounts?, _ clock: any WallClock,
    _ random: any RandomSource
  ) -> TelephoneService? {
    guard let settings = configuration.telephone, let ring else { return nil }
    let records = TelephoneRecords(in: store, sealedBy: secret, auditLog: auditLog, clock: clock)
    let desk = TelephoneDesk(
      of: records, countingIn: store, auditLog: auditLog, limits: settings.limits, clock: clock,
      random: random)
    return TelephoneService(
      gate: gate, desk: desk, records: records, ring: ring,
      owners: accounts == nil ? nil : AccountBook(in: store, sealedBy: secret), renewal: accounts?.renewal)
  }
}
