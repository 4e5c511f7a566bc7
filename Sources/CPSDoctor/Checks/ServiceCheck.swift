internal import CPSDiagnostics
internal import CPSWorkstation

/// Whether pcscd can be reached: what libpcsclite reports as one is told apart here (attack cases HR-01, HR-03,
/// HR-04).
struct ServiceCheck: Check {
  private static let programs = ["/usr/sbin/pcscd", "/usr/local/sbin/pcscd"]

  func findings(on machine: Machine) async -> [Finding] {
    // Where libpcsclite looks for it, as Debian builds it.
    let socket = machine.variable("PCSCLITE_CSOCK_NAME") ?? "/run/pcscd/pcscd.comm"
    let values = ["socket": socket]
    if let obstacle = Self.obstacle(at: socket, on: machine) { return [obstacle] }
    do throws(CPSError) {
      _ = try await machine.readers.current()
      return [Finding(.service, fact: .service, values)]
    } catch {
      return [Self.finding(of: error, on: machine)]
    }
  }

  private static func obstacle(at socket: String, on machine: Machine) -> Finding? {
    let files = machine.files
    var values = ["socket": socket]
    guard let status = files.status(socket) else {
      guard let program = programs.first(where: files.isExecutable) else {
        return .obstacle(
          .service, CPSError(.readerServiceNotInstalled), because: .daemonNotInstalled, values)
      }
      values["program"] = program
      return .obstacle(.service, CPSError(.readerServiceUnavailable), because: .daemonNotStarted, values)
    }
    // A link may lead to the socket: connecting follows it.
    guard status.kind == .socket || status.kind == .link else {
      return .obstacle(.service, CPSError(.readerServiceDead), because: .socketIsAnotherFile, values)
    }
    switch files.connect(toSocket: socket) {
    case .accepted: return nil
    case .refused: return .obstacle(.service, CPSError(.readerServiceDead), because: .socketDead, values)
    case .denied:
      values["mode"] = status.modeText
      return .obstacle(.service, CPSError(.readerServiceRefused), because: .socketClosed, values)
    }
  }

  /// What the daemon said to the first call.
  private static func finding(of error: CPSError, on machine: Machine) -> Finding {
    switch error.diagnostic {
    case .readerServiceVersion:
      let versions = PackageVersions(in: machine.files)
      return .obstacle(
        .service, error, because: .versionsDiffer,
        ["daemon": versions["pcscd"], "library": versions["libpcsclite1"]])
    case .readerServiceRefused:
      let (cause, values) = refusal(on: machine)
      return .obstacle(.service, error, because: cause, values)
    default: return .obstacle(.service, error)
    }
  }

  private static func refusal(on machine: Machine) -> (Cause, [String: String]) {
    if let option = hiding(in: machine.files) { return (.processesHidden, ["option": option]) }
    if let marker = ["/.dockerenv", "/run/.containerenv"].first(where: { machine.files.status($0) != nil }) {
      return (.insideContainer, ["marker": marker])
    }
    let user = machine.userName
    return (.polkitRefuses, ["user": user, "rule": rule(for: user)])
  }

  /// The option of /proc that hides the processes of others (proc(5)).
  private static func hiding(in files: MachineFiles) -> String? {
    for line in (files.text("/proc/mounts") ?? "").split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 3, fields[1] == "/proc" else { continue }
      let options = fields[3].split(separator: ",")
      let harmless: Set<Substring> = ["hidepid=0", "hidepid=off"]
      if let found = options.first(where: { $0.hasPrefix("hidepid=") && !harmless.contains($0) }) {
        return String(found)
      }
    }
    return nil
  }

  /// A rule of polkit(8) for the two actions of pcscd.
  private static func rule(for user: String) -> String {
    let name = user.filter { $0.isLetter || $0.isNumber || "._-".contains($0) }
    return """
      polkit.addRule(function(action, subject) { if ((action.id == "org.debian.pcsc-lite.access_pcsc" || \
      action.id == "org.debian.pcsc-lite.access_card") && subject.user == "\(name)") return polkit.Result.YES; });
      """
  }
}
