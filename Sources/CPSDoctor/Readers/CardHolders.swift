/// Programs that may hold a card or a reader, as far as /proc shows them to this user; attack case HR-08.
struct CardHolders: Sendable {
  /// The client library of PC/SC: who has it in memory speaks to pcscd.
  private static let library = "libpcsclite"
  /// The daemon itself, which holds every reader by right.
  private static let daemon = "pcscd"

  private struct Program: Sendable {
    let identifier: Int32
    let name: String
    var text: String { "\(name) (\(identifier))" }
  }

  private let files: MachineFiles
  private let programs: [Program]

  init(on machine: Machine) {
    files = machine.files
    programs = machine.files.names(in: "/proc").compactMap { name in
      guard let identifier = Int32(name), identifier != machine.conditions.identifier,
        let command = machine.files.line("/proc/\(name)/comm"), command != Self.daemon
      else { return nil }
      return Program(identifier: identifier, name: command)
    }.sorted { $0.identifier < $1.identifier }
  }

  /// Those that speak to pcscd, by name and pid.
  var ofCards: [String] {
    programs.filter { files.text("/proc/\($0.identifier)/maps")?.contains(Self.library) == true }.map(\.text)
  }

  /// Those that have a device file open, by name and pid.
  func of(deviceFile: String) -> [String] {
    programs.filter { program in
      let folder = "/proc/\(program.identifier)/fd"
      return files.names(in: folder).contains { files.destination(ofLink: "\(folder)/\($0)") == deviceFile }
    }.map(\.text)
  }
}
