import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives

/// `cpsauth-server accounts respond --accounts FILE --from MOMENT --reason TEXT --config FILE`.
struct AccountsRespondCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "respond",
      abstract: HostSpeech.text(
        fr:
          "Répond à une intrusion : clôt les sessions de comptes, annule leurs mots de passe, compte les exposés.",
        en:
          "Answers an intrusion: ends the sessions of accounts, voids their passwords, counts whom they exposed."
      ),
      discussion: HostSpeech.text(
        fr: """
          Peut être répétée, et interrompue à tout moment : la réponse dit ce qui était déjà fait. Le titulaire d’un \
          compte garde l’accès par sa carte, et choisit un autre mot de passe par elle ou par un code de l’assistance.
          """,
        en: """
          May be repeated, and broken off at any point: the answer says what had been done before. The owner of an \
          account keeps their access by card, and chooses another password by it or by a code from the help desk.
          """))
  }

  @OptionGroup var list: AccountListOptions

  @Option(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Depuis quand, en RFC 3339 : 2022-03-01T00:00:00Z.",
        en: "Since when, as RFC 3339: 2022-03-01T00:00:00Z."), valueName: "moment"))
  var from: String

  @Option(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Jusqu’à quand, en RFC 3339 ; par défaut jusqu’à la fin des sessions.",
        en: "Until when, as RFC 3339; until the sessions have ended by default."), valueName: "moment"))
  var until: String?

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (lists, reason) = (try list.lists(), try list.why.accessReason())
    guard lists.count == 1, let list = lists.first else {
      throw CPSError(.accountListInvalid, ["detail": "1 – \(AccountList.maximumCount)"])
    }
    let from = try Self.moment(from)
    let until = try until.map { text throws(CPSError) in try Self.moment(text) }
    let answer = try await AccountsAct.use(options) { office, desk throws(CPSError) in
      let incident = try AccountIncident(in: list, from: from, until: until)
      return try await office.desk.act(AccountResponse.self, on: incident, because: reason) {
        () async throws(CPSError) in
        try await desk.respond(to: incident, by: office.actor, because: reason.text)
      }
    }
    try console.show(answer, or: AccountTexts.lines(of: answer, in: console.language))
  }

  private static func moment(_ text: String) throws(CPSError) -> Timestamp {
    guard let moment = Timestamp(rfc3339: text) else {
      throw CPSError(.exposureScopeInvalid, reason: "a moment as RFC 3339 writes it")
    }
    return moment
  }
}
