import ArgumentParser
import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit

/// `cpsauth-server check --config FILE`.
struct CheckCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: HostSpeech.text(
        fr: "Dit ce qui empêcherait le service de démarrer ou de servir, et ce qui manque à un auditeur.",
        en: "Says what would keep the service from starting or serving, and what an auditor would miss."),
      discussion: HostSpeech.text(
        fr: """
          Sans rien changer, à côté d’un service qui tourne ou non ; sous l’utilisateur du service, dont les fichiers \
          secrets sont lus. Code de fin : 0 si rien n’empêche de servir, sinon celui du premier obstacle.
          """,
        en: """
          Changing nothing, beside a service that runs or not; as the user of the service, whose secret files are \
          read. Exit status: 0 when nothing keeps it from serving, else that of the first obstacle.
          """))
  }

  @OptionGroup var options: HostOptions

  func run() async throws {
    let console = options.console
    let findings = await examine()
    for finding in findings {
      try console.show(
        ServiceFindingLine(finding, in: console.language), or: finding.lines(in: console.language))
    }
    let obstacles = findings.filter { $0.standing == .obstacle }
    try console.show(ServiceFindingSum(findings), or: [ServiceFinding.sum(obstacles, in: console.language)])
    throw ExitCode((obstacles.first?.exitStatus ?? .success).rawValue)
  }

  private func examine() async -> [ServiceFinding] {
    do throws(CPSError) {
      let examiner = ServiceExaminer(
        settings: try options.settings(), clock: SystemWallClock(), random: SystemRandomSource())
      return await examiner.findings()
    } catch {
      // Nothing else is known before this is mended.
      return [.obstacle(.configuration, error)]
    }
  }
}
