import CPSDiagnostics
import CPSPrimitives
import Foundation
import Testing

@Suite struct SecretBytesTests {
  @Test func holdsWhatItWasFilledWith() throws {
    let secret = try SecretBytes(capacity: 8) { memory in
      memory.copyBytes(from: [1, 2, 3])
      return 3
    }
    #expect(secret.count == 3)
    #expect(try secret.withBytes { bytes in bytes.indices.map { bytes[$0] } } == [1, 2, 3])
  }

  @Test func aFillThatFailsLeavesNothing() {
    #expect(throws: CPSError(.cancelled)) {
      let secret = try SecretBytes(capacity: 4) { _ throws(CPSError) in throw CPSError(.cancelled) }
      _ = secret.count
    }
  }

  /// Reads the process's own memory map through the kernel: the page must be gone, whatever Swift believes.
  @Test func `CA-06 the pages are gone when the value ends`() throws {
    var address: UInt = 0
    do {
      let secret = try SecretBytes(copying: [0x31, 0x32, 0x33, 0x34])
      address = try secret.withBytes { bytes in
        bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
      }
      #expect(try isMapped(address))
      // The value lives until its last use, which is here.
      #expect(secret.count == 4)
    }
    #expect(try !isMapped(address) || bytes(at: address) != [0x31, 0x32, 0x33, 0x34])
  }

  private func isMapped(_ address: UInt) throws -> Bool {
    // Foundation's whole-file reader stops at the first short read, which procfs gives after a page.
    let file = try #require(FileHandle(forReadingAtPath: "/proc/self/maps"))
    defer { try? file.close() }
    var data = Data()
    while let part = try file.read(upToCount: 65_536), !part.isEmpty { data += part }
    let maps = String(decoding: data, as: UTF8.self)
    return maps.split(separator: "\n").contains { line in
      let ends = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
      return ends.count == 2 && address >= ends[0] && address < ends[1]
    }
  }

  private func bytes(at address: UInt) -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: "/proc/self/mem") else { return [] }
    defer { try? handle.close() }
    try? handle.seek(toOffset: UInt64(address))
    return Array((try? handle.read(upToCount: 4)) ?? Data())
  }
}
