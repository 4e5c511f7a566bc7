internal import ArgumentParser
internal import CPSAuth
internal import CPSAuthPolicy
internal import CPSDiagnostics

/// `cpsauth policy test CASES`.
struct PolicyTestCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "test",
      abstract: Speech.text(
        fr: "Compare les décisions d’une politique avec celles qu’un fichier de cas attend.",
        en: "Compares the decisions of a policy with those that a file of cases expects."))
  }

  @Argument(
    help: ArgumentHelp(
      Speech.text(fr: "Le fichier des cas (YAML).", en: "The file of the cases (YAML)."),
      valueName: "cases"))
  var cases: String

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "La politique ; sans elle, celle que le fichier des cas nomme, à côté de lui.",
        en: "The policy; without it the one that the file of cases names, beside itself."),
      valueName: "file"))
  var policy: String?

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let file = try PolicyCaseFile(at: cases)
    let tested = try PolicyFile(at: try path(of: file), knowing: nil).policy
    var failed = 0
    for item in file.cases {
      guard let decision = item.mismatch(with: tested) else { continue }
      failed += 1
      let line = FailedCaseLine(item, decision, in: console.language)
      try console.show(line, or: [line.text(in: console.language)])
    }
    guard failed == 0 else {
      throw CPSError(
        .policyCaseFailed, ["failed": String(failed), "count": String(file.cases.count)])
    }
    console.tell(
      Bilingual(
        fr: "Politique {version} : {count} cas, tous comme prévu",
        en: "Policy {version}: {count} cases, all as expected"),
      ["version": tested.version, "count": String(file.cases.count)])
  }

  private func path(of file: PolicyCaseFile) throws(CPSError) -> String {
    if let policy { return policy }
    guard let named = file.policyPath else {
      throw CPSError(.usage, ["detail": "--policy"], reason: "the file of cases names no policy")
    }
    guard !named.hasPrefix("/"), let slash = cases.lastIndex(of: "/") else { return named }
    return cases[...slash] + named
  }
}
