import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

/// Where the check of an epoch stands: quicker to find, and believed in nothing.
@Suite struct AuditKeyPlaceTests {
  private let bench: AuditBench
  private let epoch = "2026-11"

  init() throws { bench = try AuditBench() }

  private var place: AuditKeyPlace { AuditKeyPlace(of: epoch, in: bench.store) }

  private func key(_ byte: UInt8) throws(CPSError) -> AuditKey {
    try AuditKey(epoch: epoch, SecretBytes(copying: [UInt8](repeating: byte, count: 32)))
  }

  private func write(_ content: String) async throws {
    let version = try await bench.store.record(AuditKeyPlace.kind, named: epoch)?.version
    let change = RecordChange(
      AuditKeyPlace.kind, epoch, expecting: version, result: .content(Array(content.utf8), group: nil))
    #expect(try await bench.store.apply([change]))
  }

  @Test func itIsKnownFromTheFirstStartOn() async throws {
    #expect(try await place.known() == nil)
    try await bench.write(2)
    try await bench.log.adopt(try key(1))
    try await bench.write(1_100)
    let known = try #require(try await place.known())
    #expect(known.entry == 4)
    #expect(known.check == (try key(1).check()))
    await expect(.auditKeyExchanged) { try await bench.otherProcess().adopt(try key(2)) }
    #expect(try await AuditKeyPlace(of: "2026-12", in: bench.store).known() == nil)
  }

  @Test func `a place that says nothing, or something wrong, opens nothing to another key`() async throws {
    try await bench.write(2)
    try await bench.log.adopt(try key(1))
    try await bench.log.adopt(
      try AuditKey(epoch: "2026-12", SecretBytes(copying: [UInt8](repeating: 2, count: 32))))
    for wrong in ["", "x", "-1", "0", "1", "3", "5", "99", "9223372036854775807", "9223372036854775808"] {
      try await write(wrong)
      #expect(try await place.known() == nil, "\(wrong)")
      await expect(.auditKeyExchanged) { try await bench.log.adopt(try key(2)) }
      // Found by search, and noted again.
      #expect(try await place.known()?.entry == 4, "\(wrong)")
      try await bench.log.adopt(try key(1))
    }
  }

  @Test func itFollowsAnEntryThatIsCarriedOn() async throws {
    try await bench.log.adopt(try key(1))
    try await bench.write(3)
    bench.clock.advance(by: AuditRetention.shortest + .seconds(86_400))
    try await bench.write(2)
    try await bench.log.prune(by: AuditRetention(keepingFor: AuditRetention.shortest))
    #expect(try await place.known() == nil)
    try await bench.log.adopt(try key(1))
    #expect(try await place.known()?.entry == 8)
  }

  @Test func whereItCannotBeNotedTheNextStartSearches() async throws {
    bench.store.fail(.reading)
    await expect(.storeUnavailable) { try await bench.log.adopt(try key(1)) }
    bench.store.fail(.records)
    try await bench.log.adopt(try key(1))
    #expect(try await place.known() == nil)
    bench.store.fail(nil)
    try await write("99")
    bench.store.fail(.everything)
    try await bench.log.adopt(try key(1))
    bench.store.fail(nil)
    #expect(try await place.known() == nil)
    await expect(.auditKeyExchanged) { try await bench.log.adopt(try key(2)) }
  }
}
