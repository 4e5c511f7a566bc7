internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSDoctor
internal import CPSPrimitives
internal import CPSWorkstation
internal import Foundation

/// `cpsauth doctor`.
struct DoctorCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: Speech.text(
        fr: "Dit ce qui empêche une connexion sur ce poste, pourquoi, et que faire.",
        en: "Says what stops a login on this machine, why, and what to do."),
      discussion: Speech.text(
        fr: """
          Hors ligne, sans code porteur, sans rien changer. Code de fin : 0 si rien n’empêche une connexion, \
          sinon celui du plus grave obstacle.
          """,
        en: """
          Offline, without the PIN, changing nothing. Exit status: 0 when nothing stops a login, else that of the \
          gravest obstacle.
          """))
  }

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Nom exact du lecteur ; sinon le seul qui contient une carte.",
        en: "Exact name of the reader; else the only one that holds a card."), valueName: "name"))
  var reader: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Examine le service de cette configuration au lieu du poste (cpsauth-server check).",
        en: "Examines the service of this configuration instead of the workstation (cpsauth-server check)."),
      valueName: "file"))
  var service: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let console = common.console
    if let service {
      do throws(CPSError) {
        try ServerProgram.become(["check", "--config", service], with: common)
      } catch {
        console.report(error)
        throw ExitCode(error.diagnostic.exitStatus.rawValue)
      }
    }
    let examination = await examine()
    for finding in examination.findings {
      try console.show(
        FindingLine(finding, in: console.language), or: DoctorTexts.lines(of: finding, in: console.language))
    }
    try console.show(
      ExaminationLine(examination), or: [DoctorTexts.sum(of: examination, in: console.language)])
    throw ExitCode(examination.exitStatus.rawValue)
  }

  private func examine() async -> Examination {
    do throws(CPSError) {
      let settings = try WorkstationSettings()
      return await Doctor(machine(settings)).examine()
    } catch {
      // Settings that are refused stop every command: nothing else is looked at before they are mended.
      return Examination([.obstacle(.settings, error)])
    }
  }

  private func machine(_ settings: WorkstationSettings) -> Machine {
    Machine(
      files: MachineFiles(), variables: ProcessInfo.processInfo.environment, clock: SystemWallClock(),
      conditions: .ofThisProcess, readers: PCSCReaderAccess(),
      environment: settings.effectiveEnvironment, reader: reader ?? settings.reader)
  }
}
