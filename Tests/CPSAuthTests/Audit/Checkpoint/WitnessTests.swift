import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import Synchronization
import TestSupport
import Testing

@testable import CPSAuth

@Suite struct WitnessTests {
  /// Answers with one status, and remembers what it was asked.
  private final class Transport: ServiceTransport {
    let requests = Mutex<[ServiceRequest]>([])
    private let status: Int?

    init(_ status: Int?) { self.status = status }

    func send(_ request: ServiceRequest) async throws(CPSError) -> ServiceAnswer {
      requests.withLock { $0.append(request) }
      guard let status else { throw CPSError(.serviceTimedOut, ["server": "test"]) }
      return ServiceAnswer(status: status, headers: [:], body: [])
    }
  }

  private let bench: AuditBench
  private let folder: TemporaryDirectory

  init() throws {
    bench = try AuditBench()
    folder = try TemporaryDirectory()
  }

  private func checkpoint() async throws -> AuditCheckpoint {
    try await bench.write(1)
    return try #require(try await bench.log.checkpoint(by: try bench.signer().signer))
  }

  @Test func aFileGrowsByALineForEachCheckpoint() async throws {
    let path = folder.path("witness.jsonl")
    let witness = FileWitness(at: path)
    var kept: [AuditCheckpoint] = []
    for _ in 0..<3 {
      kept.append(try await checkpoint())
      try await witness.keep(kept[kept.count - 1])
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try text.split(separator: "\n").map { try AuditCheckpoint(reading: String($0)) } == kept)
    #expect(!witness.isOffHost)
  }

  @Test func aFileThatCannotBeWrittenIsAnError() async throws {
    let target = folder.path("target")
    #expect(FileManager.default.createFile(atPath: target, contents: nil))
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: target)
    let checkpoint = try await checkpoint()
    for path in [folder.path("none/witness"), folder.url.path, folder.path("link"), "/dev/full"] {
      await expect(.witnessUnavailable) { try await FileWitness(at: path).keep(checkpoint) }
    }
  }

  @Test func aServerIsSentTheLine() async throws {
    let transport = Transport(201)
    let witness = ServiceWitness(
      at: try Audience("https://witness.example"), path: "/checkpoints", over: transport,
      credential: "Bearer abc")
    let checkpoint = try await checkpoint()
    try await witness.keep(checkpoint)
    let request = try #require(transport.requests.withLock { $0.first })
    #expect(request.method == "POST")
    #expect(request.url == "https://witness.example/checkpoints")
    #expect(request.headers["authorization"] == "Bearer abc")
    #expect(String(decoding: request.body, as: UTF8.self) == (try checkpoint.text()) + "\n")
    #expect(witness.isOffHost)
    #expect(
      !ServiceWitness(
        at: try Audience("http://127.0.0.1:8080"), path: "/", over: transport, credential: nil
      ).isOffHost)
  }

  @Test(arguments: [nil, 199, 302, 400, 401, 500, 503])
  func anythingButAYesIsAnError(status: Int?) async throws {
    let witness = ServiceWitness(
      at: try Audience("https://witness.example"), path: "/", over: Transport(status), credential: nil)
    let checkpoint = try await checkpoint()
    await expect(.witnessUnavailable) { try await witness.keep(checkpoint) }
  }

  @Test(
    arguments: [
      (200, true), (204, true), (400, true), (405, true), (501, true), (nil, false), (401, false),
      (403, false), (404, false), (500, false), (503, false),
    ] as [(Int?, Bool)])
  func `a look at a server gives it no checkpoint`(status: Int?, isWell: Bool) async throws {
    let transport = Transport(status)
    let witness = ServiceWitness(
      at: try Audience("https://witness.example"), path: "/kept", over: transport, credential: "Bearer abc")
    if isWell {
      try await witness.examine()
    } else {
      await expect(.witnessUnavailable) { try await witness.examine() }
    }
    let request = try #require(transport.requests.withLock { $0.first })
    #expect(request.method == "HEAD")
    #expect(request.body.isEmpty)
    #expect(request.headers == ["authorization": "Bearer abc"])
  }

  @Test func `a look at a file makes none`() async throws {
    let path = folder.path("witness.jsonl")
    try await FileWitness(at: path).examine()
    #expect(!FileManager.default.fileExists(atPath: path))
    await expect(.witnessUnavailable) {
      try await FileWitness(at: folder.path("none/witness.jsonl")).examine()
    }
  }

  @Test func volumesOfOtherHostsAreKnownByTheirType() {
    let table = RemoteVolumes(
      mountInfo: """
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        40 22 0:45 / /mnt/audit rw,relatime shared:9 master:1 - nfs4 host:/audit rw,vers=4.2
        41 22 0:300 / /mnt/b rw - fuse.sshfs host:/b rw
        42 22 0:46 / /tmp rw - tmpfs tmpfs rw
        broken line
        43 22 x:y / /z rw - nfs z rw
        44 22 0:47 / /z rw -
        """)
    #expect(table.contains(device: 45))
    #expect(table.contains(device: 0x10_002C))
    for device: UInt64 in [0, 46, 47, 0x801, 0x8001] { #expect(!table.contains(device: device)) }
    #expect(!RemoteVolumes(mountInfo: "").contains(device: 0))
  }
}
