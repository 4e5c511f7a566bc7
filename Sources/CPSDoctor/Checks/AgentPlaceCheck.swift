internal import CPSDiagnostics

/// Whether the session agent has a place of its own.
struct AgentPlaceCheck: Check {
  func findings(on machine: Machine) -> [Finding] {
    guard let runtime = machine.variable("XDG_RUNTIME_DIR"), runtime.hasPrefix("/") else {
      return [.obstacle(.agent, CPSError(.agentUnavailable), because: .runtimeDirectoryUnset)]
    }
    // A link in the path of the runtime directory is the system's own business.
    guard let outer = machine.files.status(runtime + "/."), outer.kind == .directory else {
      let values = ["path": runtime, "user": machine.userName]
      return [.obstacle(.agent, CPSError(.agentUnavailable), because: .runtimeDirectoryAbsent, values)]
    }
    let place = runtime + "/cpsauth"
    let socket = place + "/agent.socket"
    let obstacle =
      Self.foreign(outer, at: runtime, on: machine)
      ?? machine.files.status(place).flatMap { Self.unfit($0, .directory, at: place, on: machine) }
      ?? machine.files.status(socket).flatMap { Self.unfit($0, .socket, at: socket, on: machine) }
    if let obstacle { return [obstacle] }
    let runs =
      machine.files.status(socket) != nil && machine.files.connect(toSocket: socket) == .accepted
    return [Finding(.agent, fact: runs ? .agentRuns : .agentPlaceReady, ["path": runs ? socket : place])]
  }

  private static func unfit(
    _ status: FileStatus, _ kind: FileStatus.Kind, at path: String, on machine: Machine
  ) -> Finding? {
    guard status.kind == kind else {
      return .obstacle(.agent, CPSError(.agentForeign), because: .placeTaken, ["path": path])
    }
    // What the socket itself allows does not matter behind a directory that is closed.
    return kind == .socket && status.owner == machine.conditions.user
      ? nil : foreign(status, at: path, on: machine)
  }

  private static func foreign(_ status: FileStatus, at path: String, on machine: Machine) -> Finding? {
    guard status.owner != machine.conditions.user || !status.isPrivate else { return nil }
    let values = ["path": path, "owner": "\(status.owner)", "mode": status.modeText]
    return .obstacle(.agent, CPSError(.agentForeign), because: .placeOpenToOthers, values)
  }
}
