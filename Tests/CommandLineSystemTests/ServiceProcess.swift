import Foundation
import TestSupport

/// A service as a process, ended with the value.
final class ServiceProcess: Sendable {
  /// Its origin.
  let address: String
  /// Where it listens; empty for one whose origin says it.
  let place: String
  /// The database with its audit log; nil for one that keeps nothing.
  let database: String?
  private let process: ChildProcess
  /// Where it keeps its state; nil for one that keeps nothing.
  let folder: TemporaryDirectory?
  private let sockets: TemporaryDirectory?

  private init(
    _ process: ChildProcess, address: String, place: String = "", database: String?,
    folder: TemporaryDirectory?, sockets: TemporaryDirectory? = nil
  ) {
    self.sockets = sockets
    self.process = process
    self.address = address
    self.place = place
    self.database = database
    self.folder = folder
  }

  deinit { process.stop() }

  /// The pid.
  var identifier: pid_t { process.identifier }

  /// Ends it in good order before the value ends.
  func stop() async throws {
    process.signal(SIGTERM)
    _ = try await process.wait()
  }

  /// One that answers only what is asked before the prompt, and behaves as the script's second word says.
  static func description(_ conduct: String? = nil) async throws -> ServiceProcess {
    let process = try ChildProcess(
      CommandBench.script("describe-service"), ["synthetic"] + (conduct.map { [$0] } ?? []), input: .open)
    try await eventually("the service listens") { process.standardOutput.hasSuffix("\n") }
    let address = process.standardOutput.trimmingCharacters(in: .newlines)
    return ServiceProcess(process, address: address, database: nil, folder: nil)
  }

  /// `cpsauth serve` with the demonstration, trusting a synthetic tree.
  ///
  /// - Parameters:
  ///   - door: where TLS ends, if it does.
  ///   - audit: lines of its section `audit`.
  ///   - requests: what strangers may send, as the configuration says it.
  ///   - logins: how often a person may log in, as the configuration says it.
  ///   - night: the hours in which nobody is expected to work, in UTC; nil for those that hold without a word.
  ///   - rules: those of its policy, one a line.
  static func genuine(
    trusting tree: IssuedTree, behind door: ServiceDoor = .clear, audit: [String] = [],
    requests: String = "{per-second: 10, burst: 40}",
    logins: String = "[{within: 1h, unattended: 20, limit: 40}]",
    night: [Int]? = nil,
    rules: [String] = [
      "physicians: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [10, 21]}"
    ]
  ) async throws -> ServiceProcess {
    let folder = try TemporaryDirectory()
    let pins = PackageRoot.path("Fixtures/pki/authorities.sha256")
    try await tree.fill(trustDirectory: folder.path("trust"), pins: pins)
    let place = "127.0.0.1:\(try PortPair.free())"
    let address = door.address(at: place)
    let text = """
      audience: \(address)
      environment: synthetic
      \(door.sections(at: place))
      database: state.sqlite
      secrets: {service: service.secret, audit: audit.key, audit-epoch: test, create: true}
      trust: {directory: trust, pins-file: \(pins)}
      sessions: {presence: {lease: 10m}, logins: \(logins)}
      requests: \(requests)
      policy:
        version: test
        rules:
      \(rules.map { "    " + $0 }.joined(separator: "\n"))
      demonstration: true
      \(night.map { "watch: {zone: UTC, night: \($0)}" } ?? "")
      \((audit.isEmpty ? [] : ["audit:"] + audit.map { "  " + $0 }).joined(separator: "\n"))
      """
    let process = try await serve(text, in: folder)
    return ServiceProcess(
      process, address: address, place: place, database: folder.path("state.sqlite"), folder: folder)
  }

  /// `cpsauth serve` with the example of docs/integrate.md, at the places of this test.
  ///
  /// - Parameter changes: what is written in place of what the example says.
  static func behindProxy(
    at address: String, sockets: TemporaryDirectory, trusting tree: IssuedTree,
    changing changes: [String: String]
  ) async throws -> ServiceProcess {
    let folder = try TemporaryDirectory()
    let pins = PackageRoot.path("Fixtures/pki/authorities.sha256")
    try await tree.fill(trustDirectory: folder.path("trust"), pins: pins)
    var text = try String(
      contentsOfFile: PackageRoot.path("docs/examples/nginx/server.yaml"), encoding: .utf8)
    for (place, own) in [
      ("127.0.0.1:8460", address), ("/run/cpsauth/front.sock", sockets.path("front.sock")),
      ("/run/cpsauth/back.sock", sockets.path("back.sock")), ("state/trust", folder.path("trust")),
      ("../../../Fixtures/pki/authorities.sha256", pins),
    ] + changes.map({ ($0.key, $0.value) }) {
      guard text.contains(place) else { throw TestSupportError("the example has no \(place)") }
      text = text.replacing(place, with: own)
    }
    let process = try await serve(text, in: folder)
    return ServiceProcess(
      process, address: "http://\(address)", database: folder.path("state/cpsauth.sqlite"), folder: folder,
      sockets: sockets)
  }

  /// `cpsauth serve` with the demonstration for accounts too, whom nothing limits, and a back channel on a port.
  static func measured(trusting tree: IssuedTree, backChannelPort: UInt16) async throws -> ServiceProcess {
    let folder = try TemporaryDirectory()
    let pins = PackageRoot.path("Fixtures/pki/authorities.sha256")
    try await tree.fill(trustDirectory: folder.path("trust"), pins: pins)
    let address = "127.0.0.1:\(try PortPair.free())"
    let secret = folder.path("back-channel")
    try Data((String(repeating: "5", count: 64) + "\n").utf8).write(to: URL(filePath: secret))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
    let text = """
      audience: http://\(address)
      environment: synthetic
      listen: {address: \(address)}
      back-channel:
        address: 127.0.0.1:\(backChannelPort)
        secret: back-channel
        permits: {infopatient.lookup: nir}
      database: state.sqlite
      secrets: {service: service.secret, audit: audit.key, audit-epoch: test, create: true}
      trust: {directory: trust, pins-file: \(pins)}
      requests: {per-second: 1000, burst: 10000}
      accounts: {scrypt: {log2-n: 4}}
      policy:
        version: test
        rules:
          accounts: {allow: [infopatient.lookup], method: account}
      demonstration: true
      """
    let process = try await serve(text, in: folder)
    return ServiceProcess(
      process, address: "http://\(address)", database: folder.path("state.sqlite"), folder: folder)
  }

  /// Starts `cpsauth serve` with a configuration, and waits until it listens: warnings may come before.
  private static func serve(_ configuration: String, in folder: TemporaryDirectory) async throws
    -> ChildProcess
  {
    try Data(configuration.utf8).write(to: folder.url.appending(path: "server.yaml"))
    let process = try ChildProcess(
      BuiltProduct.path("cpsauth"), ["serve", "--config", folder.path("server.yaml"), "--json"])
    try await process.waitForOutput("\"event\":\"listening\"")
    return process
  }
}
