import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSDiagnostics
import CPSPrimitives
import Hummingbird
import OpenSSLKit

/// The telephone check of a service: agents ask callers for the last five characters of their bank details.
struct HelpDesk: Sendable {
  /// The path of a check.
  static let path = "/cpsauth/telephone/checks"

  private let parts: ReplayParts
  private let records: TelephoneRecords
  private let ring: TelephoneKeyRing
  private let telephone: TelephoneService

  /// A help desk.
  ///
  /// - Parameter accounts: whose renewal is begun for a caller who is confirmed.
  init(on parts: ReplayParts, renewing accounts: AccountHouse) throws(CPSError) {
    self.parts = parts
    ring = try TelephoneKeyRing(
      TelephoneKey(epoch: "replay", try SecretBytes(copying: try parts.random.bytes(32))))
    records = TelephoneRecords(
      in: parts.store, sealedBy: parts.secret, auditLog: parts.log, clock: parts.clock)
    let desk = TelephoneDesk(
      of: records, countingIn: parts.store, auditLog: parts.log, clock: parts.clock, random: parts.random)
    telephone = TelephoneService(
      gate: parts.gate, desk: desk, records: records, ring: ring, renewal: accounts.renewal)
  }

  /// Adds the routes of the agents.
  func addRoutes(to members: RouterGroup<AuthRequestContext>) {
    parts.front.mountTelephone(telephone, on: members)
  }

  /// Registers what the bank details of accounts end in, by chance.
  func register(_ credentials: [AccountCredential], seed: UInt64) async throws(CPSError) {
    var chance = SeededChance(seed: seed, for: "bank details")
    var claims: [TelephoneClaim] = []
    for credential in credentials {
      let ending = BankEnding(by: &chance)
      claims.append(
        try ring.claim(of: try BankCharacters(ending.text), for: try AccountName(credential.account)))
    }
    try await records.register(claims, by: ReplayService.hostOperator)
  }
}
