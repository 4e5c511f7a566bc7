import CPSDiagnostics
import OpenSSLKit
import Testing

/// A list of half a million entries, which is more than all cards that were ever revoked at once
/// (igc-sante.md section 2): counts and exactness, not times.
@Suite struct LargeListTests {
  private static let entries = 500_000
  private static let list = Result {
    let tree = try TestTree()
    return try LargeList(of: tree.authorityList, count: entries, signedBy: tree.authorityKey)
  }

  @Test func `half a million entries are held in 17 bytes each, and told from all others`() throws {
    let tree = try TestTree()
    let list = try RevocationList(der: try Self.list.get().der)
    #expect(list.entryCount == Self.entries)
    #expect(list.serials.count == Self.entries)
    #expect(list.serials.byteCount == Self.entries * 17)
    #expect(list.unknownCriticalExtensions.isEmpty)
    #expect(try list.isSigned(by: tree.authorityKey.publicKey))
    for index in stride(from: 0, to: Self.entries, by: 251) {
      let reason = list.serials.reason(serialNumber: LargeList.serialNumber(index))
      #expect(reason == (index % 3 == 0 ? .certificateHold : .unspecified))
      #expect(!list.contains(serialNumber: LargeList.serialNumber(Self.entries + index)))
    }
    #expect(list.contains(serialNumber: LargeList.serialNumber(Self.entries - 1)))
  }

  @Test func `HN-13 one entry of half a million that is not as it should be refuses the list`() throws {
    var der = try Self.list.get().der
    // The tag of the last entry's serial number.
    let serial = LargeList.serialNumber(Self.entries - 1)
    let place = try #require(der.lastRange(of: serial)).lowerBound - 2
    der[place] = 0x03
    #expect(throws: CPSError(.revocationListMalformed)) { try RevocationList(der: der) }
  }
}

extension [UInt8] {
  /// Where `pattern` lies last.
  fileprivate func lastRange(of pattern: [UInt8]) -> Range<Int>? {
    var start = count - pattern.count
    while start >= 0 {
      if self[start..<(start + pattern.count)].elementsEqual(pattern) {
        return start..<(start + pattern.count)
      }
      start -= 1
    }
    return nil
  }
}
