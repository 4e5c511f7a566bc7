internal import CPSCard
internal import CPSDiagnostics
internal import CPSProof
internal import CPSWorkstation
internal import Foundation

/// The parts of this workstation that commands use.
enum Workplace {
  private static var variables: [String: String] { ProcessInfo.processInfo.environment }

  /// The agent of this user; started on demand from this very executable.
  static func agent(for console: Console) -> AgentClient {
    let runtimeDirectory = variables["XDG_RUNTIME_DIR"]
    let launcher = AgentLauncher(
      executable: "/proc/self/exe", arguments: [AgentCommand.name], runtimeDirectory: runtimeDirectory,
      variables: variables)
    return AgentClient(
      runtimeDirectory: runtimeDirectory, language: console.language, launcher: launcher)
  }

  /// What was read of cards before; nothing where no safe place is.
  static var cache: any CardPublicDataCache {
    FileCardPublicDataCache(cacheHome: variables["XDG_CACHE_HOME"], home: variables["HOME"])
      ?? MemoryCardPublicDataCache() as any CardPublicDataCache
  }

  /// The service that is meant, from the flag or the settings.
  ///
  /// - Throws: ``Diagnostic/serverUnknown`` when none is named.
  static func target(
    _ flag: String?, _ settings: WorkstationSettings
  ) throws(CPSError) -> ServiceTarget {
    guard let server = flag ?? settings.server else { throw CPSError(.serverUnknown) }
    return try ServiceTarget(
      audience: Audience(server), environment: settings.effectiveEnvironment,
      authoritiesFile: settings.authoritiesFile.map(absolute))
  }

  /// The agent has another directory than the person who names a file.
  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}
