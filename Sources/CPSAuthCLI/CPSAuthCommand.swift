internal import ArgumentParser
internal import CPSDiagnostics

/// `cpsauth`: the workstation half as one command.
@main
struct CPSAuthCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "cpsauth",
      abstract: Speech.text(
        fr: "Ouvre un service à un professionnel de santé par sa carte CPS.",
        en: "Opens a service to a health professional by the CPS card."),
      discussion: Speech.text(
        fr: """
          Codes de fin : 0 fait, 1 non, 10 à 36 selon la cause, 64 commande mal écrite. « --json » donne un \
          objet par ligne.
          """,
        en: """
          Exit statuses: 0 done, 1 no, 10 to 36 by cause, 64 wrong command line. “--json” gives one object \
          a line.
          """),
      version: "cpsauth \(ProductVersion.text)",
      subcommands: [
        LoginCommand.self, StepUpCommand.self, StatusCommand.self, LogoutCommand.self, ReadersCommand.self,
        CardCommand.self,
        DoctorCommand.self, CallCommand.self, ApproveCommand.self, ServeCommand.self, TrustCommand.self,
        VerifyCommand.self,
        VerifySignatureCommand.self, PolicyCommand.self, AuditCommand.self, ExposureCommand.self,
        VirtualCardCommand.self,
        AgentCommand.self,
      ])
  }

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      UsageReport.end(with: error)
    }
  }
}
