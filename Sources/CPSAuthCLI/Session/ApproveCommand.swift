internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSProof
internal import CPSWorkstation

/// `cpsauth approve FUNCTION`.
struct ApproveCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "approve",
      abstract: Speech.text(
        fr: "Donne son accord, en seconde personne, à un appel d’autrui.",
        en: "Agrees, as a second person, to one call of somebody else."),
      discussion: Speech.text(
        fr: "L’accord vaut une fois, pour cette personne appelante et cette personne concernée.",
        en: "The agreement serves once, for this caller and the person whom the call is about."))
  }

  /// What a program is told.
  private struct Agreement: Encodable {
    let function: FunctionName
    let agreed = true
  }

  @Argument(
    help: ArgumentHelp(
      Speech.text(
        fr: "La fonction, telle que infopatient.lookup.", en: "The function, such as infopatient.lookup.")))
  var function: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      Speech.text(
        fr: "Qui appellera : son identifiant national.", en: "Who will call: their national identifier."),
      valueName: "id"))
  var person: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Qui appellera : son compte, à la place de --for.",
        en: "Who will call: their account, in place of --for."),
      valueName: Speech.text(fr: "compte", en: "name")))
  var account: String?

  @OptionGroup var about: SubjectOptions

  @OptionGroup var service: SessionServiceOptions

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let name = try FunctionName(function)
    let beneficiary = try beneficiary()
    let audience = try service.audience()
    guard let subject = try about.text() else {
      throw CPSError(.usage, ["detail": "--subject"], reason: "an agreement is about one person")
    }
    try await Workplace.agent(for: console).approve(name, about: subject, of: beneficiary, at: audience)
    try console.show(Agreement(function: name), or: [])
    console.tell(
      Bilingual(fr: "{function} : accord donné, pour un appel.", en: "{function}: agreed, for one call."),
      ["function": name.rawValue])
  }

  /// - Throws: ``Diagnostic/usage`` unless exactly one of the two is named.
  private func beneficiary() throws(CPSError) -> AgreementBeneficiary {
    switch (person, account) {
    case (let person?, nil): .person(person)
    case (nil, let account?): .account(account)
    case (nil, nil), (_?, _?): throw CPSError(.usage, ["detail": "--for | --account"])
    }
  }
}
