import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

/// What a monitor learns of a store.
@Suite struct TrustReportTests {
  private let bench: TrustBench

  init() throws {
    bench = try TrustBench()
    try bench.fill()
  }

  private func reported(at time: Timestamp = TestTree.now) throws -> TrustReport {
    try bench.store.report(at: time)
  }

  private func fillStore() throws {
    _ = try bench.store.importItem(at: bench.source, at: TestTree.now)
  }

  private func end(_ role: SyntheticRole) throws -> Timestamp {
    try bench.tree.authority(role).certificate.notAfter
  }

  @Test func `a whole store raises no alarm, and names each list`() throws {
    try fillStore()
    let report = try reported()
    #expect(report.alarms.isEmpty)
    #expect(report.records.count == 9)
    for record in report.records {
      #expect(record.standing(at: TestTree.now) == .valid)
      #expect(record.list?.standing == .fresh)
      #expect(record.list?.facts?.number == "012c")
    }
  }

  @Test func `an empty store says what no card passes without`() throws {
    let report = try reported()
    #expect(report.alarms == [CPSError(.authorityMissing)])
    #expect(report.records.allSatisfy { $0.standing(at: TestTree.now) == .absent && $0.list == nil })
  }

  @Test func `the lists of CPS cards must be there, those of others need not`() throws {
    let names = ["ACR-FO.cer", "ACI-FO-PP.cer", "ACI-FO-ORG.cer", "ACR-EL.cer", "ACI-FO-PP.crl"]
    _ = try bench.store.importItems(at: names.map { "\(bench.source)/\($0)" }, at: TestTree.now)
    let report = try reported()
    #expect(report.alarms == [CPSError(.revocationListMissing)])
    #expect(report.alarms.first?.values["issuer"] == "RACINE FORT")
    #expect(report.records.filter(\.isPresent).count == 4)
  }

  @Test(
    arguments: [
      ("2026-11-22T06:59:59Z", nil), ("2026-11-22T07:00:00Z", Diagnostic.revocationListOverdue),
      ("2026-11-23T06:59:59Z", .revocationListOverdue), ("2026-11-23T07:00:00Z", .revocationListStale),
    ] as [(String, Diagnostic?)])
  func `a list past its time is an alarm from the first moment`(time: String, row: Diagnostic?) throws {
    try fillStore()
    let alarms = try reported(at: moment(time)).alarms
    #expect(
      alarms == Array(repeating: row.map { CPSError($0) }, count: row == nil ? 0 : 9).compactMap(\.self))
  }

  @Test func `an authority raises an alarm 90 days before its end, and another at it`() throws {
    try fillStore()
    let end = try end(.cards)
    func rows(_ time: Timestamp) throws -> Set<Diagnostic> {
      Set(try reported(at: time).alarms.map(\.diagnostic)).subtracting([.revocationListStale])
    }
    #expect(try rows(end - AuthorityRecord.warningSpan - .seconds(1)) == [])
    #expect(try rows(end - AuthorityRecord.warningSpan) == [.authorityExpiring])
    #expect(try rows(end - .seconds(1)) == [.authorityExpiring])
    #expect(try rows(end).contains(.authorityExpired))
    #expect(try reported(at: end).alarms.first == CPSError(.authorityExpired))
  }

  @Test func `a stored list that was changed is told beside the one that is missing for it`() throws {
    try fillStore()
    let key = try #require(try bench.tree.authority(.cards).certificate.subjectKeyIdentifier)
    let file = URL(filePath: "\(bench.store.path)/lists/\(Hexadecimal.encode(key)).crl")
    var bytes = Array(try Data(contentsOf: file))
    bytes[bytes.count - 1] ^= 1
    try Data(bytes).write(to: file)
    #expect(
      Set(try reported().alarms.map(\.diagnostic)) == [.revocationListRefused, .revocationListMissing])
  }

  @Test func `a stored authority that was changed is no report`() throws {
    try fillStore()
    let name = try #require(try bench.contents().keys.first { $0.hasPrefix("authorities/") })
    try Data([0x30, 0x00]).write(to: URL(filePath: "\(bench.store.path)/\(name)"))
    #expect(throws: CPSError(.certificateMalformed)) { try reported() }
  }
}
