import Foundation
import TestSupport
import Testing
import VirtualCPS

/// `cpsauth doctor` before real resource managers: none, a dead one, and a healthy one.
@Suite(.serialized) struct DoctorSystemTests {
  private struct Line: Decodable {
    let subject: String?
    let standing: String?
    let code: String?
    let cause_code: String?
    let cause: String?
    let remedy: String?
    let obstacles: Int?
  }

  private func doctor(
    socket: String, in environment: [String: String], lang: String = "en"
  ) async throws -> (status: Int32, lines: [Line]) {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), ["doctor", "--json", "--lang", lang],
      environment: environment.merging(["PCSCLITE_CSOCK_NAME": socket]) { $1 })
    guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
    let lines = try done.output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    return (status, lines)
  }

  /// What every machine has, and a runtime directory of its own.
  private func environment(in folder: TemporaryDirectory) -> [String: String] {
    [
      "PATH": "/usr/bin:/bin", "HOME": folder.url.path, "XDG_RUNTIME_DIR": folder.url.path,
      "LC_ALL": "C.UTF-8",
    ]
  }

  @Test func `the doctor looks at a service, too, and says when no witness is off the host`() async throws {
    let service = try await ServiceProcess.genuine(trusting: try IssuedTree())
    let folder = try #require(service.folder)
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"),
      ["doctor", "--service", folder.path("server.yaml"), "--json", "--lang", "fr"],
      environment: environment(in: folder))
    #expect(done.outcome == .exited(0), "\(done.output)")
    let lines = try done.output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    let missed = try #require(lines.first { $0.code == "audit.witness-not-elsewhere" })
    #expect(missed.standing == "remark")
    #expect(missed.remedy?.contains("audit.witnesses") == true)
    #expect(lines.last?.obstacles == 0)
    let absent = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), ["doctor", "--service", folder.path("none.yaml")],
      environment: environment(in: folder))
    #expect(absent.outcome == .exited(66))
  }

  @Test func `HR-01 nobody has started the daemon`() async throws {
    let folder = try TemporaryDirectory()
    let socket = folder.path("pcscd.comm")
    let (status, lines) = try await doctor(socket: socket, in: environment(in: folder))
    #expect(status == 10)
    let obstacle = try #require(lines.first { $0.standing == "obstacle" })
    #expect(obstacle.code == "reader.service-unavailable")
    #expect(obstacle.cause_code == "service.not-started")
    #expect(obstacle.cause?.contains(socket) == true)
    #expect(!lines.contains { $0.subject == "card" })
    #expect(lines.last?.obstacles == 1)
  }

  @Test func `HR-01 the daemon was killed and has left its socket`() async throws {
    let folder = try TemporaryDirectory()
    let daemon = try await PrivatePCSC.start()
    daemon.kill()
    let (status, lines) = try await doctor(
      socket: daemon.socketPath, in: environment(in: folder), lang: "fr")
    #expect(status == 10)
    let obstacle = try #require(lines.first { $0.standing == "obstacle" })
    #expect(obstacle.code == "reader.service-dead")
    #expect(obstacle.cause_code == "service.socket-dead")
    #expect(obstacle.remedy?.contains("rm \(daemon.socketPath)") == true)
  }

  @Test func `a healthy workstation, and nothing is done to its card`() async throws {
    let bench = try await CommandBench()
    try await eventually("the card in the reader") {
      try await bench.run("readers", "--json").output.contains(#""card":"present""#)
    }
    let socket = try #require(bench.environment["PCSCLITE_CSOCK_NAME"])
    let (status, lines) = try await doctor(socket: socket, in: bench.environment)
    #expect(status == 0)
    #expect(!lines.contains { $0.standing == "obstacle" })
    #expect(lines.compactMap(\.code).suffix(3) == ["card.recognised", "card.speed", "pin.status"])
    #expect(bench.verifications == 0)
    #expect(bench.triesLeft == 3)

    let french = try await bench.run("doctor", "--lang", "fr")
    #expect(french.status == 0)
    #expect(french.output.contains("Carte : CPS3, numéro 98000101."))
    #expect(french.output.contains("Rien n’empêche une connexion depuis ce poste."))

    await bench.removeCard()
    try await eventually("the empty reader") {
      try await bench.run("readers", "--json").output.components(separatedBy: "absent").count == 3
    }
    let empty = try await doctor(socket: socket, in: bench.environment)
    #expect(empty.status == 11)
    #expect(empty.lines.contains { $0.code == "card.none" })
  }
}
