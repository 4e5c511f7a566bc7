import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport
import Foundation
import HTTPTestSupport
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthServerCLI

/// The executable itself, over real sockets and under the clock of the machine.
@Suite struct ServerRunTests {
  private static func start(_ configuration: String, _ arguments: [String] = []) throws -> ChildProcess {
    try ChildProcess(
      try BuiltProduct.path("cpsauth-server"), ["--config", configuration, "--lang", "en"] + arguments,
      environment: [:])
  }

  /// The port that a server announces on standard output.
  private static func port(of server: ChildProcess) async throws -> Int {
    try await server.waitForOutput("\"listening\"", atMost: .seconds(60))
    let line = try JSONSerialization.jsonObject(with: Data(server.outputBytes)) as? [String: Any]
    let address = line?["address"] as? String ?? ""
    return Int(address.split(separator: ":").last ?? "") ?? 0
  }

  /// A server that listens on a port of this machine; its folder goes with the last word about it.
  private static func listening() async throws -> (ChildProcess, port: UInt16, folder: ServerFolder) {
    let folder = try ServerFolder(at: SystemWallClock().now())
    let port = try PortPair.free()
    let server = try start(
      try folder.configuration(
        audience: "http://127.0.0.1:\(port)", listen: ["address: 127.0.0.1:\(port)"]), ["--json"])
    #expect(try await Self.port(of: server) == port)
    return (server, port, folder)
  }

  @Test func `over a loopback socket, with a card, until SIGTERM`() async throws {
    let folder = try ServerFolder(at: SystemWallClock().now())
    let port = try PortPair.free()
    let audience = try Audience("http://127.0.0.1:\(port)")
    let server = try Self.start(
      try folder.configuration(audience: audience.text, listen: ["address: 127.0.0.1:\(port)"]), ["--json"])
    #expect(try await Self.port(of: server) == port)
    #expect(server.standardError.contains("cpsauth-server listens on \(audience.text)"))
    let station = try TestWorkstation(
      audience: audience, transport: HTTPServiceTransport(deadline: .seconds(60)), clock: SystemWallClock())
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await station.lookUp("208137512536476", token: token).status == 200)
    #expect(try await station.send("DELETE", "/cpsauth/sessions/current", token: token).status == 204)
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
    // Whoever copies the one file afterwards has everything.
    let copy = folder.folder.path("copy.sqlite")
    try FileManager.default.copyItem(atPath: folder.folder.path("state.sqlite"), toPath: copy)
    let database = try await SQLiteStore.inspect(at: copy, environment: .synthetic)
    #expect(try await database.auditRecords(after: 0, limit: 100).count > 3)
  }

  @Test func `over TLS`() async throws {
    let files = try await TLSCertificateFiles(host: "IP:127.0.0.1")
    let folder = try ServerFolder(at: SystemWallClock().now())
    let port = try PortPair.free()
    let audience = try Audience("https://127.0.0.1:\(port)")
    let server = try Self.start(
      try folder.configuration(
        audience: audience.text,
        listen: ["address: 127.0.0.1:\(port)", "certificate: \(files.certificate)", "key: \(files.key)"]),
      ["--json"])
    #expect(try await Self.port(of: server) == port)
    let request = ServiceRequest("GET", audience, "/cpsauth/service")
    let transport = try HTTPServiceTransport(roots: .file(files.certificate), deadline: .seconds(60))
    #expect(try await transport.send(request).status == 200)
    await #expect(throws: CPSError(.serviceNotTrusted)) { try await HTTPServiceTransport().send(request) }
    server.signal(SIGINT)
    #expect(try await server.wait() == .exited(0))
  }

  @Test func `a start that fails is told to people and to programs, with its status`() async throws {
    let missing = try Self.start("/nonexistent.yaml", ["--json"])
    #expect(try await missing.wait() == .exited(66))
    #expect(missing.standardError.contains("/nonexistent.yaml"))
    #expect(missing.standardOutput.contains(#""code":"input.missing""#))

    let folder = try ServerFolder(at: SystemWallClock().now())
    let path = try folder.configuration(
      audience: "http://127.0.0.1:8460", environment: "production", listen: ["address: 127.0.0.1:0"])
    let mixed = try Self.start(path)
    #expect(try await mixed.wait() == .exited(78))
    #expect(mixed.standardError.contains("server.yaml:"))
    #expect(mixed.standardOutput == "")

    let usage = try ChildProcess(try BuiltProduct.path("cpsauth-server"), ["--lang", "xx"], environment: [:])
    #expect(try await usage.wait() == .exited(64))
  }

  @Test func `an address that is taken is told`() async throws {
    let folder = try ServerFolder(at: SystemWallClock().now())
    let port = try PortPair.free()
    let path = try folder.configuration(
      audience: "http://127.0.0.1:\(port)", listen: ["address: 127.0.0.1:\(port)"])
    let first = try Self.start(path, ["--json"])
    #expect(try await Self.port(of: first) == port)
    let second = try Self.start(path)
    #expect(try await second.wait() == .exited(69))
    #expect(second.standardError.contains("cannot listen on"))
    first.signal(SIGTERM)
    #expect(try await first.wait() == .exited(0))
  }

  /// What a server on a Unix socket says of itself.
  private static func ask(_ socket: String) async throws -> String {
    try await ChildProcess.run(
      "curl", ["--silent", "--unix-socket", socket, "http://127.0.0.1/cpsauth/service"]
    ).output
  }

  @Test func `a second server on the same sockets does not start, and the first goes on`() async throws {
    let folder = try ServerFolder(at: SystemWallClock().now())
    let (front, back) = (folder.folder.path("front.sock"), folder.folder.path("back.sock"))
    let path = try folder.configuration(
      audience: "http://127.0.0.1:8460", listen: ["socket: \(front)"],
      more: ["back-channel:", "  socket: \(back)"])
    let first = try Self.start(path, ["--json"])
    try await first.waitForOutput("\"listening\"", atMost: .seconds(60))
    for taken in [front, back] {
      // The other socket is one of its own.
      let other = try ServerFolder(at: SystemWallClock().now())
      let own = other.folder.path("own.sock")
      let second = try Self.start(
        try other.configuration(
          audience: "http://127.0.0.1:8460", listen: ["socket: \(taken == front ? taken : own)"],
          more: ["back-channel:", "  socket: \(taken == front ? own : taken)"]))
      #expect(try await second.wait() == .exited(69))
      #expect(second.standardError.contains("cannot listen on unix:\(taken)"), "\(second.standardError)")
      #expect(try await Self.ask(front).contains("synthetic"))
    }
    // A server that dies leaves names behind, and neither its claims nor a listener.
    first.signal(SIGKILL)
    _ = try await first.wait()
    #expect(FileManager.default.fileExists(atPath: front))
    let racers = try (0..<3).map { _ in try Self.start(path, ["--json"]) }
    try await eventually("two of three give way, and one listens") {
      racers.filter { $0.outcome == .exited(69) }.count == 2
        && racers.contains { $0.outcome == nil && $0.standardOutput.contains("listening") }
    }
    #expect(try await Self.ask(front).contains("synthetic"))
    for racer in racers where racer.outcome == nil {
      racer.signal(SIGTERM)
      #expect(try await racer.wait() == .exited(0))
    }
  }

  @Test func `FT-04 a request that comes byte by byte to a server that is stopped and continued is answered`()
    async throws
  {
    let (server, port, folder) = try await Self.listening()
    defer { folder.folder.remove() }
    let connection = try PlainConnection(port: port)
    let request = "GET /cpsauth/service HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    for (index, byte) in request.utf8.enumerated() {
      // Whoever waits in a system call comes back with EINTR (signal(7), “Interruption by stop signals”).
      if index.isMultiple(of: 8) { server.signal(SIGSTOP) }
      try connection.send([byte])
      if index.isMultiple(of: 8) { server.signal(SIGCONT) }
    }
    let answer = String(decoding: try connection.receiveAll(byBytes: 7), as: UTF8.self)
    #expect(answer.hasPrefix("HTTP/1.1 200"))
    #expect(answer.contains("\"environment\":\"synthetic\""))
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
  }

  /// What asks for the service's description, once or at a stretch.
  private static func requests(_ count: Int, closing: Bool = false) -> [UInt8] {
    let one = "GET /cpsauth/service HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    let kept = String(repeating: one + "\r\n", count: closing ? count - 1 : count)
    return Array((kept + (closing ? one + "Connection: close\r\n\r\n" : "")).utf8)
  }

  @Test func `HN-25 a hundred connections that read no answer are closed, and others are served meanwhile`()
    async throws
  {
    let (server, port, folder) = try await Self.listening()
    defer { folder.folder.remove() }
    let flood = Self.requests(500)
    let strangers = try (0..<100).map { _ in try PlainConnection(port: port, buffer: 4_096) }
    var taken = [Int](repeating: 0, count: strangers.count)
    func push() {
      for (index, stranger) in strangers.enumerated() { taken[index] += stranger.sendWithoutWaiting(flood) }
    }
    for _ in 0..<10 {
      push()
      let other = try PlainConnection(port: port, from: 9)
      try other.send(Self.requests(1, closing: true))
      #expect(String(decoding: try other.receiveAll(byBytes: 4_096), as: UTF8.self).hasPrefix("HTTP/1.1 200"))
    }
    try await eventually("all strangers are out") {
      push()
      return strangers.allSatisfy(\.isClosedByPeer)
    }
    // What the buffers of both ends hold, and what one turn of the event loop reads: not what they would send.
    #expect((taken.max() ?? 0) < 1_048_576)
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
  }

  @Test func `HN-25 requests that do not wait for answers get them in order, as long as they are few`()
    async throws
  {
    let (server, port, folder) = try await Self.listening()
    defer { folder.folder.remove() }
    let connection = try PlainConnection(port: port)
    let missing = "GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    try connection.send(Array(missing.utf8) + Self.requests(12, closing: true))
    let answers = String(decoding: try connection.receiveAll(byBytes: 4_096), as: UTF8.self)
      .components(separatedBy: "HTTP/1.1 ").dropFirst().map { $0.prefix(3) }
    #expect(answers == ["404"] + Array(repeating: "200", count: 12))
    let greedy = try PlainConnection(port: port)
    try greedy.send(Self.requests(18 + RequestTurnHandler.maximumWaiting))
    try await eventually("too many at once") { greedy.isClosedByPeer }
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
  }
}
