internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSWorkstation

/// `cpsauth logout`.
struct LogoutCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "logout",
      abstract: Speech.text(
        fr: "Termine la session, ici et dans le service.",
        en: "Ends the session, here and at the service."))
  }

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "L’écran se verrouille : pour le verrouilleur d’un bureau sans logind.",
        en: "The screen is being locked: for the screen locker of a desktop without logind.")))
  var locked = false

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let report = try await Workplace.agent(for: console).logout(isLocked: locked)
    try console.show(report, or: [])
    switch (report.wasLoggedIn, report.serviceInformed) {
    case (false, _):
      console.tell(Bilingual(fr: "Personne n’était connecté.", en: "Nobody was logged in."))
    case (true, true): console.tell(Bilingual(fr: "Déconnecté.", en: "Logged out."))
    case (true, false):
      console.tell(
        Bilingual(
          fr: "Déconnecté ici ; le service n’a pas pu être prévenu, il fermera la session de lui-même.",
          en: "Logged out here; the service could not be told, it will end the session by itself."))
    }
  }
}
