import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import HTTPTestSupport
import OpenSSLKit
import SafeguardChecks

/// A whole service with accounts, whose passwords cost little.
struct AccountRouteBench {
  /// A password that comes after the first.
  static let next = "another horse battery"

  let service: TestService
  let messages = KeptMessages()
  let door: AccountDoor
  let desk: AccountDesk
  let codes: OneUseCode

  init(rules other: AccountRules? = nil) throws {
    let rules = try other ?? AccountRules(cost: ScryptCost(log2N: 4))
    let messages = messages
    var made: (AccountDoor, AccountDesk, OneUseCode)?
    service = try TestService { parts in
      let door = try AccountDoor(
        authenticator: parts.authenticator, store: parts.store, auditLog: parts.auditLog,
        secret: parts.secret, rules: rules, messenger: messages, clock: parts.clock, random: parts.random)
      let desk = AccountDesk(
        store: parts.store, auditLog: parts.auditLog, secret: parts.secret, rules: rules, telling: nil,
        clock: parts.clock)
      made = (door, desk, OneUseCode(under: parts.secret))
      return TestServiceMounts { router, members in
        parts.front.addAccounts(door, to: router, members: members)
        parts.front.mountAccountAdministration(desk, on: members)
      }
    }
    guard let made else { throw SafeguardMissing() }
    (door, desk, codes) = made
  }

  /// Nothing was mounted.
  struct SafeguardMissing: Error {}

  /// Adds an account whose owner has chosen a password.
  func begin(_ name: String, owner: String? = nil) async throws {
    let account = try AccountName(name)
    let entry = try AccountEntry(
      account, owner: owner.map { try NationalIdentifier($0) }, address: MailAddress("\(name)@mail.example"))
    _ = try await desk.add([entry], updating: false, by: AccountScene.officer)
    try await door.begin(for: account, startedBy: AccountScene.officer, because: "first password")
    let station = try service.workstation()
    let answer = try await renew(name, code: try lastCode(), AccountScene.password, at: station)
    guard answer.status == 204 else { throw SafeguardMissing() }
  }

  func flag(_ name: String) async throws {
    _ = try await desk.flag(
      try AccountList(name), by: AccountScene.officer, because: "list of leaked addresses")
  }

  func lastCode() throws -> String { try codes.text(of: messages.all.last?.code ?? "") }

  func logIn(
    _ name: String, _ password: String = AccountScene.password, at station: TestWorkstation
  ) async throws -> ServiceAnswer {
    try await Self.logIn(name, password, at: station)
  }

  /// Of which several may be under way at once.
  static func logIn(
    _ name: String, _ password: String = AccountScene.password, at station: TestWorkstation
  ) async throws -> ServiceAnswer {
    try await station.send(
      "POST", "/cpsauth/accounts/sessions",
      #"{"schema":1,"account":"\#(name)","password":"\#(password)"}"#)
  }

  func renew(
    _ name: String, ticket: String? = nil, code: String? = nil, _ password: String = next,
    at station: TestWorkstation
  ) async throws -> ServiceAnswer {
    let proof = ticket.map { #""ticket":"\#($0)""# } ?? #""code":"\#(code ?? "")""#
    return try await station.send(
      "POST", "/cpsauth/accounts/renewal",
      #"{"schema":1,"account":"\#(name)",\#(proof),"password":"\#(password)"}"#)
  }

  func requestCode(_ name: String, at station: TestWorkstation) async throws -> ServiceAnswer {
    try await station.send(
      "POST", "/cpsauth/accounts/renewal-codes", #"{"schema":1,"account":"\#(name)"}"#)
  }
}
