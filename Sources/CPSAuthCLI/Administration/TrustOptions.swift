public import ArgumentParser
internal import CPSConfiguration
internal import CPSDiagnostics
public import CPSProof
internal import CPSTrust
internal import Foundation

extension TrustEnvironment: ExpressibleByArgument {}

/// Which environment is meant.
struct EnvironmentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "L’environnement ; sinon CPSAUTH_ENVIRONMENT ou la configuration, sinon production.",
        en: "The environment; else CPSAUTH_ENVIRONMENT or the configuration, else production.")))
  var environment: TrustEnvironment?
}

/// Which trust store is meant.
struct TrustOptions: ParsableArguments {
  /// The longest list of fingerprints, in bytes.
  private static let longestList = 16_384

  @OptionGroup var world: EnvironmentOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Le répertoire ; sinon CPSAUTH_TRUST_DIRECTORY ou la configuration.",
        en: "The directory; else CPSAUTH_TRUST_DIRECTORY or the configuration."), valueName: "directory"))
  var directory: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Hors production : la liste des empreintes admises, comme sha256sum l’écrit.",
        en: "Outside production: the list of admitted fingerprints, as sha256sum writes it."),
      valueName: "file"))
  var pins: String?

  /// The trust store.
  ///
  /// - Throws: ``Diagnostic/trustPinsMissing``, ``Diagnostic/configurationInvalid``.
  func store() throws(CPSError) -> TrustDirectory {
    let settings = try WorkstationSettings()
    let environment = world.environment ?? settings.effectiveEnvironment
    return TrustDirectory(
      path: directory ?? settings.trustDirectory ?? Self.standardDirectory(environment),
      pins: try admitted(environment, pins ?? settings.trustPins))
  }

  private func admitted(_ environment: TrustEnvironment, _ list: String?) throws(CPSError) -> TrustPins {
    switch environment {
    case .production: return .production
    case .test: return try .test(try Self.fingerprints(list))
    case .synthetic: return try .synthetic(try Self.fingerprints(list))
    }
  }

  /// The first field of each line.
  private static func fingerprints(_ path: String?) throws(CPSError) -> [String] {
    guard let path else { throw CPSError(.trustPinsMissing) }
    let bytes = try BoundedFile.bytes(at: path, atMost: longestList + 1)
    guard bytes.count <= longestList, let text = String(validating: bytes, as: UTF8.self) else {
      throw CPSError(.configurationInvalid, ["place": path, "detail": "UTF-8"])
    }
    return text.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
  }

  private static func standardDirectory(_ environment: TrustEnvironment) -> String {
    let variables = ProcessInfo.processInfo.environment
    let home = variables["HOME"] ?? "/"
    let base = variables["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.local/share"
    return "\(base)/cpsauth/trust/\(environment.rawValue)"
  }
}
