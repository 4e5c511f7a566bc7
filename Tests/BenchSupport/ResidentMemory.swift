internal import Foundation

/// The memory of this process, in MiB, as the kernel counts it (proc(5), `/proc/self/status`).
public struct ResidentMemory {
  /// What is in memory now.
  public let present: Double
  /// The most that ever was.
  public let peak: Double

  /// What is used now.
  public static func now() throws -> ResidentMemory {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    func mebibytes(_ name: String) -> Double {
      let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
      return (line?.split(separator: " ").compactMap { Double($0) }.first ?? 0) / 1_024
    }
    return ResidentMemory(present: mebibytes("VmRSS:"), peak: mebibytes("VmHWM:"))
  }
}
