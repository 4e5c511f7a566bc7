import Foundation
import TestSupport

/// What a process holds of the system's resources (proc(5)).
struct ProcessVitals {
  /// Memory in use, in KiB.
  let memory: Int
  /// Open file descriptors.
  let descriptors: Int

  init(of process: pid_t) throws {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    guard let memory = line?.split(separator: " ").compactMap({ Int($0) }).first else {
      throw TestSupportError("no memory of process \(process)")
    }
    self.memory = memory
    descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
  }
}
