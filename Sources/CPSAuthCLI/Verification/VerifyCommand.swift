internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust
internal import OpenSSLKit

/// `cpsauth verify CERTIFICATE`: ends with 0 when the chain is valid, else with 1.
struct VerifyCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: Speech.text(
        fr: "Vérifie un certificat sous des racines données ; fin 0 s’il est valable, sinon 1.",
        en: "Verifies a certificate under given roots; ends with 0 if it is valid, else 1."),
      discussion: Speech.text(
        fr: """
          RFC 5280 seule, sans les empreintes d’un environnement : cela n’ouvre aucune session. Rien n’est \
          téléchargé. Fichiers PEM (plusieurs blocs admis) ou DER.
          """,
        en: """
          RFC 5280 alone, without the pins of an environment: it opens no session. Nothing is fetched. Files in \
          PEM (several blocks allowed) or DER.
          """))
  }

  @Argument(
    help: ArgumentHelp(
      Speech.text(fr: "Le certificat à vérifier.", en: "The certificate to verify."),
      valueName: "certificate"))
  var certificate: String

  @OptionGroup var chain: ChainOptions
  @OptionGroup var policy: PolicyOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Le moment de la vérification (RFC 3339) ; sinon maintenant.",
        en: "The moment of the verification (RFC 3339); else now."), valueName: "moment"))
  var time: MomentText?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Si chaque certificat hors racine doit être montré non révoqué.",
        en: "Whether each certificate below the root must be shown not to be revoked.")))
  var revocation = PlainRevocation.require

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "À quoi il doit servir : un client, n’importe quoi, ou une carte CPS (clientAuth et son profil).",
        en: "What it must be good for: a client, anything, or a CPS card (clientAuth and its profile).")))
  var purpose = PlainPurpose.client

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let console = common.console
    do throws(CPSError) {
      let report = VerificationReport(try verdict())
      try console.show(report, or: report.lines(in: console.language))
      guard !report.isValid else { return }
    } catch {
      console.report(error)
      throw ExitCode(error.diagnostic.exitStatus.rawValue)
    }
    throw ExitCode(ExitStatus.negative.rawValue)
  }

  /// Every file is read before anything is judged, so that one that is missing is always said.
  private func verdict() throws(CPSError) -> PlainVerdict {
    var input = VerificationInput()
    let leaves = try input.certificates([certificate], named: "certificate", atMost: 1)
    let roots = try input.certificates(
      chain.roots, named: "--roots", atMost: PlainVerifier.maximumAuthorities)
    let intermediates = try input.certificates(
      chain.intermediates, named: "--intermediates", atMost: PlainVerifier.maximumAuthorities)
    let lists = try input.lists(chain.crls, atMost: PlainVerifier.maximumLists)
    let responses = try input.statusResponses(chain.ocsp)
    guard input.faults.isEmpty, let leaf = leaves.first else {
      return PlainVerdict(unreadable: input.faults)
    }
    let verifier = PlainVerifier(
      roots: roots, intermediates: intermediates, revocationLists: lists, statusResponses: responses)
    return try verifier.verify(
      leaf,
      requiring: PlainRequirements(
        purpose: purpose, revocation: revocation, policies: policy.requirements),
      at: time?.moment ?? SystemWallClock().now())
  }
}
