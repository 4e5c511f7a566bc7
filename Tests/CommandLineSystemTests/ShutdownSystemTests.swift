import CPSAuth
import CPSAuthSQLite
import CPSPrimitives
import CPSProof
import Foundation
import TestSupport
import Testing

/// The end of a service that is asked for something at that moment.
@Suite struct ShutdownSystemTests {
  @Test func `FT-06 a request under way when the service is told to end is answered, and the log is whole`()
    async throws
  {
    let service = try await ServiceProcess.genuine(trusting: try IssuedTree())
    let place = try #require(URL(string: service.address))
    let port = UInt16(try #require(place.port))
    let request = try ChildProcess(
      CommandBench.script("half-request"), [try #require(place.host()), "\(port)"],
      input: .open)
    try await request.waitForOutput("half")
    // What the service has accepted and not read yet, or not even accepted, may end with it.
    try await eventually("the service has read the half") {
      ConnectionTable().hasReadEverything(sentTo: port)
    }
    async let end: Void = service.stop()
    try await eventually("nobody listens any more") {
      let answer = try await ChildProcess.run("curl", ["--silent", "--max-time", "5", service.address])
      return answer.outcome != .exited(0)
    }
    try request.send("\n")
    #expect(try await request.wait() == .exited(0))
    #expect(request.standardOutput.contains("HTTP/1.1 401"), "\(request.standardOutput)")
    try await end
    let store = try await SQLiteStore.inspect(at: try #require(service.database), environment: .synthetic)
    #expect(try await AuditVerifier.verify(store) != nil)
    let events = try await store.auditRecords(after: 0, limit: 100).map {
      try AuditEntry(encoded: $0.content).event
    }
    #expect(events.contains { $0.diagnostic == "dpop.missing" })
  }
}
