internal import ArgumentParser
internal import CPSAuth
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import Foundation
internal import OpenSSLKit

/// `cpsauth audit open FILE`.
struct AuditOpenCommand: ConsoleCommand {
  private static let longestFile = 65_536

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "open",
      abstract: Speech.text(
        fr: "Rouvre, pour le délégué à la protection des données, les personnes qu’un journal scelle.",
        en: "Opens, for the data-protection officer, the persons whom a log seals."),
      discussion: Speech.text(
        fr: """
          Le journal est vérifié d’abord. Avec --recipient et --key, ou avec --segment et --segment-key : la clé d’un \
          segment, telle que « openssl cms -decrypt » la rend à partir de ce que --extract écrit. Une décision sans \
          résultat compte comme divulguée.
          """,
        en: """
          The log is verified first. With --recipient and --key, or with --segment and --segment-key: the key of one \
          segment, as `openssl cms -decrypt` recovers it from what --extract writes. A decision without an outcome \
          counts as disclosed.
          """))
  }

  @OptionGroup var log: AuditLogOptions
  @OptionGroup var selection: AuditSelection

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Le certificat d’un destinataire, PEM.", en: "The certificate of a recipient, PEM."),
      valueName: "file"))
  var recipient: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Sa clé privée, PEM (PKCS #8).", en: "Its private key, PEM (PKCS #8)."),
      valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Le numéro d’un segment.", en: "The number of a segment."), valueName: "number"))
  var segment: Int64?

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "La clé de ce segment, 32 octets.", en: "The key of that segment, 32 bytes."),
      valueName: "file"))
  var segmentKey: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Écrit la clé scellée de ce segment (CMS, DER) dans un fichier neuf, et rien d’autre.",
        en: "Writes the sealed key of that segment (CMS, DER) to a new file, and does nothing else."),
      valueName: "file"))
  var extract: String?

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let source = try await log.source()
    if let extract {
      try await write(to: extract, from: source)
      return
    }
    var opener = try opener()
    let filter = try selection.filter()
    var verifier = AuditVerifier(environment: try log.environment(), from: source.beginning)
    var outcomes: [Int64: AuditEvent] = [:]
    try await source.forEach { (record) throws(CPSError) in
      try verifier.check(record)
      let entry = try AuditEntry(encoded: record.content)
      opener.note(entry)
      if let decision = entry.event.decision, entry.event.kind == .outcome {
        outcomes[decision] = entry.event
      }
    }
    _ = try verifier.report()
    try await source.forEachEntry { (entry) throws(CPSError) in
      guard filter.contains(entry), let subject = try opener.subject(of: entry) else { return }
      let line = OpenedEntryLine(entry, subject, outcome: outcomes[entry.sequence])
      try console.show(line, or: [line.text])
    }
  }

  private func opener() throws(CPSError) -> SubjectOpener {
    switch (recipient, key, segment, segmentKey) {
    case (let recipient?, let key?, nil, nil):
      return try opener(as: recipient, with: key)
    case (nil, nil, let segment?, let segmentKey?):
      let bytes = try BoundedFile.bytes(at: segmentKey, atMost: Self.longestFile)
      guard !bytes.isEmpty else { throw CPSError(.inputMalformed, ["detail": segmentKey], reason: "empty") }
      return try SubjectOpener(segment: segment, key: try SecretBytes(copying: bytes))
    default:
      throw CPSError(.usage, ["detail": "--recipient --key | --segment --segment-key | --segment --extract"])
    }
  }

  /// An opener with what stands in two files; whatever is wrong names the file.
  private func opener(as recipient: String, with key: String) throws(CPSError) -> SubjectOpener {
    let encoded = try text(of: recipient)
    let certificates = try? Certificate.all(inPEM: encoded)
    guard let certificate = certificates?.first, certificates?.count == 1 else {
      throw Self.malformed(
        recipient, fr: "un certificat en PEM est attendu", en: "one PEM certificate is expected")
    }
    let secret: PrivateKey
    do { secret = try PrivateKey(pem: try text(of: key)) } catch {
      guard error.diagnostic == .keyMalformed else { throw error }
      throw Self.malformed(
        key, fr: "une clé privée en PEM (PKCS #8) est attendue", en: "a PEM private key (PKCS #8) is expected"
      )
    }
    do { return try SubjectOpener(as: certificate, with: secret) } catch {
      throw CPSError(error.diagnostic, ["key": key, "certificate": recipient], reason: error.reason)
    }
  }

  private static func malformed(_ path: String, fr: String, en: String) -> CPSError {
    CPSError(.inputMalformed, ["detail": "\(path), \(Speech.text(fr: fr, en: en))"], reason: en)
  }

  private func write(to path: String, from source: AuditSource) async throws(CPSError) {
    guard let segment else { throw CPSError(.usage, ["detail": "--segment --extract"]) }
    var found: [UInt8]?
    try await source.forEachEntry { entry in
      if let carried = entry.segmentEnvelope, carried.segment == segment { found = carried.envelope }
    }
    guard let found else {
      throw CPSError(
        .auditSealBroken,
        ["entry": String(segment), "detail": Speech.text(fr: "aucune clé scellée", en: "no sealed key")])
    }
    try NewFile.reserve(path)
    do { try Data(found).write(to: URL(filePath: path)) } catch {
      throw CPSError(.outputFailed, ["path": path], reason: "\(error)")
    }
  }

  private func text(of path: String) throws(CPSError) -> String {
    String(decoding: try BoundedFile.bytes(at: path, atMost: Self.longestFile), as: UTF8.self)
  }
}
