internal import ArgumentParser

/// The files of which a chain is built.
struct ChainOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Les racines auxquelles se fier.", en: "The roots to trust."), valueName: "file"))
  var roots: [String]

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Des autorités intermédiaires, auxquelles rien n’est cru.",
        en: "Authorities between, of which nothing is believed."), valueName: "file"))
  var intermediates: [String] = []

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Des listes de révocation : complètes, de changements, indirectes.",
        en: "Revocation lists: complete, of changes, indirect."), valueName: "file"))
  var crls: [String] = []

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Une réponse OCSP (DER) ; peut être répété.", en: "An OCSP response (DER); may be repeated."),
      valueName: "file"))
  var ocsp: [String] = []
}
