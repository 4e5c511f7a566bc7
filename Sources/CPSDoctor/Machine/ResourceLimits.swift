/// The limits of this process as /proc/self/limits has them (proc(5)): bytes, or `unlimited`.
struct ResourceLimits: Sendable {
  /// How much memory may be locked.
  let lockedMemory: String
  /// How large a core file may be.
  let coreFile: String

  init(in files: MachineFiles) {
    let text = files.text("/proc/self/limits") ?? ""
    lockedMemory = Self.soft("Max locked memory", in: text)
    coreFile = Self.soft("Max core file size", in: text)
  }

  private static func soft(_ name: String, in text: String) -> String {
    let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.dropFirst(name.count).split(separator: " ").first.map(String.init) ?? "?"
  }
}
