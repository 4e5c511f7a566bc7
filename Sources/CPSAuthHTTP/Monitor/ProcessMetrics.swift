internal import Foundation

/// What the kernel says of this process, under the names that Prometheus' own clients use.
public enum ProcessMetrics {
  /// Memory in use and open descriptors; nothing where `/proc` is not there.
  public static var families: [MetricFamily] {
    var families: [MetricFamily] = []
    if let pages = residentPages {
      families.append(
        MetricFamily(
          "process_resident_memory_bytes", .gauge, help: "Memory in use.",
          samples: [.init(Double(pages * sysconf(Int32(_SC_PAGESIZE))))]))
    }
    if let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
      families.append(
        MetricFamily(
          "process_open_fds", .gauge, help: "Descriptors in use.",
          samples: [.init(Double(descriptors.count))]))
    }
    return families
  }

  /// The second number of `/proc/self/statm` (proc(5)).
  private static var residentPages: Int? {
    guard let file = FileHandle(forReadingAtPath: "/proc/self/statm") else { return nil }
    defer { try? file.close() }
    guard let line = try? file.read(upToCount: 256) else { return nil }
    let numbers = String(decoding: line, as: UTF8.self).split(separator: " ")
    return numbers.count > 1 ? Int(numbers[1]) : nil
  }
}
