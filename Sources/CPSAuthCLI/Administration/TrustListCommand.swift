internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

/// `cpsauth trust list`.
struct TrustListCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: Speech.text(
        fr: "Donne les autorités admises, présentes ou non.",
        en: "Gives the admitted authorities, present or not."))
  }

  @OptionGroup var trust: TrustOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let store = try trust.store()
    for record in try store.authorities() {
      try console.show(
        AuthorityLine(record, environment: store.pins.environment.rawValue),
        or: [Self.text(of: record, in: console.language)])
    }
  }

  private static func text(of record: AuthorityRecord, in language: Language) -> String {
    let state =
      record.expiry.map { expiry in
        Bilingual(fr: "présente, jusqu’au {end}", en: "present, until {end}")
          .filled(in: language, with: ["end": expiry.rfc3339])
      } ?? Bilingual(fr: "absente", en: "absent")[language]
    return "\(PrintableText.escaped(record.name ?? "-")): \(state)\n  \(record.fingerprint)"
  }
}

/// An authority for programs.
private struct AuthorityLine: Encodable {
  let authority: String?
  let environment: String
  let sha256: String
  let isPresent: Bool
  let notAfter: String?

  enum CodingKeys: String, CodingKey {
    case authority, environment, sha256
    case isPresent = "present"
    case notAfter = "not_after"
  }

  init(_ record: AuthorityRecord, environment: String) {
    authority = record.name
    self.environment = environment
    sha256 = record.fingerprint
    isPresent = record.isPresent
    notAfter = record.expiry?.rfc3339
  }
}
