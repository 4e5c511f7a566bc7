internal import ArgumentParser
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSPrimitives

/// `cpsauth exposure notify LOG --incident FILE --into FOLDER`.
struct ExposureNotifyCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "notify",
      abstract: Speech.text(
        fr: "Prépare la notification à la CNIL (RGPD, article 33) et l’avis aux personnes (article 34).",
        en: "Prepares the notification of the CNIL (GDPR, article 33) and the notice (article 34), in French."
      ))
  }

  /// How much time is left.
  private struct Deadline: Encodable {
    let deadline: String
    let secondsLeft: Int64
    let persons: Int

    private enum CodingKeys: String, CodingKey {
      case deadline, persons
      case secondsLeft = "seconds_left"
    }
  }

  @OptionGroup var log: AuditLogOptions
  @OptionGroup var scope: ExposureScopeOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "La description de l’incident, YAML.", en: "The description of the incident, YAML."),
      valueName: "file"))
  var incident: String

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Le dossier à créer.", en: "The folder to be made."), valueName: "folder"))
  var into: String

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let incident = try IncidentFile.read(incident)
    let now = SystemWallClock().now()
    let summary = try await ExposureReading(log).tally(of: try scope.scope()).summary()
    let folder = try ReportFolder(into)
    try folder.write(BreachNotification(of: incident, summary, at: now).text, to: "notification.txt")
    try folder.write(BreachNotice(of: incident, summary).text, to: "notice.txt")
    let left = incident.deadline - now
    try console.show(
      Deadline(
        deadline: incident.deadline.rfc3339, secondsLeft: left.components.seconds, persons: summary.persons),
      or: [
        (left < .zero ? Self.late : Self.due)
          .filled(
            in: console.language,
            with: [
              "deadline": incident.deadline.rfc3339, "persons": "\(summary.persons)",
              "hours": "\(abs(incident.hoursLeft(at: now)))",
            ])
      ])
  }

  private static let due = Bilingual(
    fr: "{persons} personnes. La CNIL est à prévenir avant le {deadline} : il reste {hours} h.",
    en: "{persons} people. The CNIL is to be told before {deadline}: {hours} h are left.")
  private static let late = Bilingual(
    fr:
      "{persons} personnes. La CNIL était à prévenir avant le {deadline}, il y a {hours} h : dites pourquoi.",
    en: "{persons} people. The CNIL was to be told before {deadline}, {hours} h ago: say why.")
}
