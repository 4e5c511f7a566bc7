import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import HTTPTestSupport
import Logging
import Testing

@testable import CPSAuthHTTP

@Suite struct RefusalLogTests {
  private let log = RefusalLog()
  private let start = Timestamp(millisecondsSince1970: 1_800_000_000_000)

  private func admits(_ code: String, from source: String, after seconds: Int = 0) -> Bool {
    log.admits(code, at: .warning, from: source, now: start + .seconds(seconds))
  }

  @Test func `the first refusal of each kind is written at once`() {
    for code in ["dpop.invalid", "request.too-many"] {
      for source in ["192.0.2.1", "192.0.2.2"] {
        #expect(admits(code, from: source))
        #expect(!admits(code, from: source, after: 59))
      }
    }
  }

  @Test func `CL-12 what goes on is counted by code and source, and told when its minute is over`() {
    for _ in 0..<1_000 { _ = admits("dpop.invalid", from: "192.0.2.1") }
    _ = admits("dpop.invalid", from: "192.0.2.2")
    _ = admits("request.too-many", from: "192.0.2.1")
    #expect(log.due(at: start + .milliseconds(59_999)).isEmpty)
    let due = log.due(at: start + .seconds(60))
    #expect(due.map(\.code) == ["dpop.invalid"])
    #expect(due.map(\.source) == ["192.0.2.1"])
    #expect(due.map(\.number) == [999])
    #expect(due.map(\.since) == [start])
    #expect(log.due(at: start + .seconds(60)).isEmpty)
    #expect(admits("dpop.invalid", from: "192.0.2.1", after: 60))
  }

  @Test func `CL-12 a flood from everywhere writes no more lines than one from a few places`() {
    let written = (0..<5_000).filter { admits("dpop.invalid", from: "source \($0)") }
    #expect(written.count == RefusalLog.maximumSources)
    let due = log.due(at: start + .seconds(60))
    #expect(due.map(\.source) == [nil])
    #expect(due.map(\.number) == [5_000 - RefusalLog.maximumSources])
  }

  @Test func `CL-12 a clock that is set back shuts no window up for ever`() {
    #expect(admits("dpop.invalid", from: "192.0.2.1"))
    #expect(!admits("dpop.invalid", from: "192.0.2.1", after: -3_600))
    #expect(log.due(at: start + .seconds(-3_600)).map(\.number) == [1])
    #expect(admits("dpop.invalid", from: "192.0.2.1", after: -3_600))
  }

  @Test func `CL-12 what strangers can bring about is no more than a warning`() {
    let strangers: [Diagnostic] = [
      .dpopInvalid, .dpopReplayed, .proofSignatureInvalid, .challengeUsed, .originForeign, .proxyUnproven,
      .proxyFieldInvalid, .tlsClientRefused, .certificateRevoked, .dpopMissing, .tooManyRequests,
    ]
    for row in strangers { #expect(Logger.Level(of: CPSError(row)) <= .warning, "\(row.code)") }
    #expect(Logger.Level(of: CPSError(.dpopNonceRequired)) == .info)
    #expect(Logger.Level(of: nil) == .debug)
  }

  @Test func `what a session or the service itself is about stays an alarm`() {
    let grave: [Diagnostic] = [
      .sessionKeyMismatch, .loginRhythmSuspected, .networksSuspected, .auditUnavailable,
    ]
    for row in grave { #expect(Logger.Level(of: CPSError(row)) == .critical, "\(row.code)") }
    #expect(Logger.Level(of: CPSError(.internalFault)) == .error)
  }

  @Test func `CL-12 nine hundred refused requests leave a few lines, and none of them critical`() async throws
  {
    let service = try TestService(limiter: RequestLimiter(perSecond: 1, burst: 10))
    let station = try service.workstation()
    func loud() -> [Substring] {
      service.logLines.all.split(separator: "\n").filter { !$0.hasPrefix("debug") && !$0.hasPrefix("info") }
    }
    for number in 0..<300 {
      _ = try await station.send("GET", "/cpsauth/nowhere-\(number)")
      for proof in ["a.b.c", "x"] {
        _ = try await service.transport.send(
          ServiceRequest("POST", service.audience, "/cpsauth/challenges", headers: ["DPoP": proof]))
      }
    }
    // One of each kind: no such address, no proof, too many.
    #expect((1...4).contains(loud().count), "\(loud())")
    #expect(loud().allSatisfy { !$0.hasPrefix("critical") })
    let written = loud().count
    service.clock.advance(by: .seconds(60))
    _ = try await station.send("GET", "/cpsauth/service")
    let counted = loud().dropFirst(written)
    #expect((1...4).contains(counted.count))
    #expect(counted.allSatisfy { $0.contains("requests refused") && $0.contains("count") })
    service.front.refusals.flush(to: service.logger)
    #expect(loud().count == written + counted.count)
  }
}
