internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSProof

/// With which service the session must be that a command acts in.
struct SessionServiceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Refuse si la session est celle d’un autre service.",
        en: "Refuses when the session is with another service."), valueName: "url"))
  var server: String?

  /// The service that was named; nil for whichever the session is with.
  ///
  /// - Throws: the errors of ``Audience/init(_:)``.
  func audience() throws(CPSError) -> Audience? {
    guard let server else { return nil }
    return try Audience(server)
  }
}
