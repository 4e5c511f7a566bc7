import CPSDiagnostics
import CPSPrimitives
import Glibc

/// The memory of this process, searched as a debugger or a core file would show it.
enum ProcessMemory {
  /// Larger mappings are the shadow memory of a sanitizer, which takes terabytes of addresses.
  private static let largestMapping = 1 << 30
  private static let windowLength = 1 << 20

  /// How often `needle` occurs in what this process may write to, its own place left out.
  static func occurrences(of needle: borrowing SecretBytes) throws(CPSError) -> Int {
    let memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
    guard memory >= 0 else { throw CPSError(.inputMissing, ["path": "/proc/self/mem"]) }
    defer { close(memory) }
    let mappings = try writableMappings()
    return try needle.withBytes { needle in
      needle.withUnsafeBufferPointer { needle in
        mappings.reduce(0) { $0 + occurrences(of: needle, in: $1, of: memory) }
      }
    }
  }

  private static func occurrences(
    of needle: UnsafeBufferPointer<UInt8>, in mapping: Range<UInt>, of memory: Int32
  ) -> Int {
    guard let first = needle.baseAddress,
      let window = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: malloc(windowLength)))
    else { return 0 }
    defer {
      // What was copied here must not be found by the next search.
      explicit_bzero(window, windowLength)
      free(window)
    }
    let leftOut = [UInt(bitPattern: first)..<UInt(bitPattern: first) + 1, range(of: window)]
    var found = 0
    var address = mapping.lowerBound
    while address < mapping.upperBound {
      let wanted = min(windowLength, Int(mapping.upperBound - address))
      let count = pread(memory, window, wanted, off_t(address))
      guard count >= needle.count else { break }
      found += UnsafeRawBufferPointer(start: window, count: count).places(of: needle).count { offset in
        !leftOut.contains { $0.contains(address + UInt(offset)) }
      }
      guard count == windowLength else { break }
      address += UInt(windowLength - needle.count + 1)
    }
    return found
  }

  private static func range(of window: UnsafeMutableRawPointer) -> Range<UInt> {
    UInt(bitPattern: window)..<UInt(bitPattern: window) + UInt(windowLength)
  }

  /// The lines of /proc/self/maps with the right to write (proc(5)).
  private static func writableMappings() throws(CPSError) -> [Range<UInt>] {
    let file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw CPSError(.inputMissing, ["path": "/proc/self/maps"]) }
    defer { close(file) }
    var text: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(file, &part, part.count), count > 0 { text += part.prefix(count) }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ", maxSplits: 2)
      guard fields.count > 1, fields[1].hasPrefix("rw") else { return nil }
      let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard ends.count == 2, ends[0] < ends[1], ends[1] - ends[0] <= UInt(largestMapping) else { return nil }
      return ends[0]..<ends[1]
    }
  }
}
