internal import ArgumentParser
internal import CPSAuth
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSPrimitives

/// `cpsauth audit verify FILE`.
struct AuditVerifyCommand: ConsoleCommand {
  /// The longest file of a witness, in bytes.
  private static let longestWitness = 64 << 20

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: Speech.text(
        fr: "Vérifie la chaîne d’un journal et dit où elle se rompt.",
        en: "Verifies the chain of a log and says where it breaks."))
  }

  @OptionGroup var log: AuditLogOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Une entrée conservée ailleurs, qui doit s’y trouver.",
        en: "An entry that was kept elsewhere and must be there."), valueName: "number:sha256"))
  var head: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Les points de contrôle qu’un témoin a conservés ; répétable.",
        en: "The checkpoints that a witness has kept; repeatable."), valueName: "file"))
  var witness: [String] = []

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "L’empreinte d’une clé de contrôle que l’exploitant a confirmée ; répétable.",
        en: "The fingerprint of a checkpoint key that the operator has confirmed; repeatable."),
      valueName: "sha256"))
  var key: [String] = []

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let environment = try log.environment()
    let expected = try expectedHead()
    let trusted = try trustedKeys()
    let witnessed = try checkpoints()
    let source = try await log.source()
    var verifier = AuditVerifier(
      environment: environment, expecting: expected, from: source.beginning, witnessed: witnessed,
      trusting: trusted)
    try await source.forEach { (record) throws(CPSError) in try verifier.check(record) }
    let line = AuditReportLine(try verifier.report(), environment, isWitnessAsked: !witness.isEmpty)
    try console.show(line, or: line.lines(in: console.language))
  }

  private func expectedHead() throws(CPSError) -> AuditHead? {
    guard let head else { return nil }
    let parts = head.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let sequence = Int64(parts[0]), sequence > 0,
      let hash = Hexadecimal.decode(String(parts[1])), hash.count == 32
    else { throw CPSError(.usage, ["detail": "--head \(head)"]) }
    return AuditHead(sequence: sequence, hash: hash)
  }

  private func trustedKeys() throws(CPSError) -> Set<[UInt8]> {
    var fingerprints: Set<[UInt8]> = []
    for text in key {
      guard let bytes = Hexadecimal.decode(text), bytes.count == 32 else {
        throw CPSError(.usage, ["detail": "--key \(text)"])
      }
      fingerprints.insert(bytes)
    }
    return fingerprints
  }

  /// What the witnesses kept; half a line, which a full disk leaves, is passed over when a whole one follows.
  private func checkpoints() throws(CPSError) -> [AuditCheckpoint] {
    var checkpoints: [AuditCheckpoint] = []
    for path in witness {
      let bytes = try InputFile.contents(of: path, atMost: Self.longestWitness)
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      let found = lines.compactMap { try? AuditCheckpoint(reading: String($0)) }
      guard !found.isEmpty else {
        throw CPSError(.inputMalformed, ["detail": path], reason: "no checkpoint in it")
      }
      checkpoints += found
    }
    return checkpoints
  }
}
