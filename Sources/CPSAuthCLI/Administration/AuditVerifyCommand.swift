internal import ArgumentParser
internal import CPSAuth
internal import CPSAuthSQLite
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// `cpsauth audit verify FILE`.
struct AuditVerifyCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: Speech.text(
        fr: "Vérifie la chaîne d’un journal et dit où elle se rompt.",
        en: "Verifies the chain of a log and says where it breaks."))
  }

  @Argument(
    help: ArgumentHelp(
      Speech.text(
        fr: "La base SQLite d’un service, ou son journal exporté en JSON Lines.",
        en: "The SQLite database of a service, or its log exported as JSON Lines."), valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Une entrée conservée ailleurs, qui doit s’y trouver.",
        en: "An entry that was kept elsewhere and must be there."), valueName: "number:sha256"))
  var head: String?

  @OptionGroup var world: EnvironmentOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let environment: TrustEnvironment =
      if let named = world.environment { named } else { try WorkstationSettings().effectiveEnvironment }
    let expected = try expectedHead()
    let found =
      if try AuditFile.isDatabase(file) {
        try await AuditVerifier.verify(
          try await SQLiteStore.inspect(at: file, environment: environment), expecting: expected)
      } else {
        try AuditFile.verify(exported: file, environment: environment, expecting: expected)
      }
    try console.show(HeadLine(found, environment), or: [Self.text(of: found, in: console.language)])
  }

  private func expectedHead() throws(CPSError) -> AuditHead? {
    guard let head else { return nil }
    let parts = head.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let sequence = Int64(parts[0]), sequence > 0,
      let hash = Hexadecimal.decode(String(parts[1])), hash.count == 32
    else { throw CPSError(.usage, ["detail": "--head \(head)"]) }
    return AuditHead(sequence: sequence, hash: hash)
  }

  private static func text(of head: AuditHead?, in language: Language) -> String {
    Bilingual(
      fr: "Le journal est entier : {count} entrées, dernière empreinte {hash}",
      en: "The log is whole: {count} entries, last hash {hash}"
    ).filled(
      in: language,
      with: [
        "count": "\(head?.sequence ?? 0)", "hash": head.map { Hexadecimal.encode($0.hash) } ?? "-",
      ])
  }
}

/// The verdict for programs.
private struct HeadLine: Encodable {
  let isWhole = true
  let entries: Int64
  let environment: String
  let hash: String?

  enum CodingKeys: String, CodingKey {
    case entries, environment, hash
    case isWhole = "whole"
  }

  init(_ head: AuditHead?, _ environment: TrustEnvironment) {
    entries = head?.sequence ?? 0
    self.environment = environment.rawValue
    hash = head.map { Hexadecimal.encode($0.hash) }
  }
}
