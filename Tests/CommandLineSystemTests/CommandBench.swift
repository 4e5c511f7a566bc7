import Foundation
import Synchronization
import TestSupport
import VirtualCPS

/// The command at a workstation with a real resource manager, a fictitious card, and a service.
final class CommandBench: Sendable {
  let recorder = ExchangeRecorder()
  let card: VirtualCard
  private let daemon: PrivatePCSC
  private let link: Mutex<VirtualReaderLink>
  private let service: ServiceProcess
  let home: TemporaryDirectory
  let environment: [String: String]
  let arguments: [String]

  /// A physician before a service that answers only what is asked before the prompt.
  convenience init(_ conduct: String? = nil) async throws {
    let maker = try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/physician"))
    try await self.init(maker.image(.cps3), before: try await .description(conduct))
  }

  init(_ image: VirtualCardImage, before service: ServiceProcess) async throws {
    home = try TemporaryDirectory()
    daemon = try await PrivatePCSC.start()
    card = try VirtualCard(image, recorder: recorder)
    self.service = service
    link = Mutex(Self.insert(card, into: daemon))
    let runtime = home.path("runtime")
    try FileManager.default.createDirectory(
      atPath: runtime, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    environment = [
      "PATH": "/usr/bin:/bin", "HOME": home.url.path, "XDG_RUNTIME_DIR": runtime, "LC_ALL": "C.UTF-8",
      "TERM": "dumb", "PCSCLITE_CSOCK_NAME": daemon.socketPath, "CPSAUTH_ENVIRONMENT": "synthetic",
    ]
    arguments = [
      "login", "--server", service.address, "--reader", daemon.readerName, "--wait", "30s",
    ]
  }

  deinit {
    let lock = home.path("runtime/cpsauth/agent.lock")
    let agent = (try? String(contentsOfFile: lock, encoding: .utf8)).flatMap { Int32($0.filter(\.isNumber)) }
    if let agent, agent > 1 { kill(agent, SIGTERM) }
    daemon.stop()
  }

  /// How often the card saw a VERIFY.
  var verifications: Int { recorder.lines.count { $0.hasPrefix("> 0020") } }

  /// How often the card was asked for its serial: READ BINARY of 12 bytes.
  var serialReads: Int { recorder.lines.count { $0 == "> 00b000000c" } }

  static func script(_ name: String) -> String {
    PackageRoot.path("Tests/CommandLineSystemTests/Scripts/\(name)")
  }

  /// Takes the card out.
  func removeCard() async {
    let link = link.withLock { $0 }
    await link.stop()
  }

  /// Takes the card out and puts another one in, which the recorder follows too.
  func exchangeCard(for image: VirtualCardImage) async throws {
    await removeCard()
    let other = try VirtualCard(image, recorder: recorder)
    let inserted = Self.insert(other, into: daemon)
    link.withLock { $0 = inserted }
  }

  /// Ends the resource manager and starts it again, with the same card in the same reader.
  func restartDaemon() async throws {
    daemon.stop()
    await removeCard()
    try await daemon.launch()
    let inserted = Self.insert(card, into: daemon)
    link.withLock { $0 = inserted }
  }

  private static func insert(_ card: VirtualCard, into daemon: PrivatePCSC) -> VirtualReaderLink {
    VirtualReaderLink(card, to: VirtualReaderAddress(host: "127.0.0.1", port: daemon.port))
  }

  /// The tries left, as the card keeps them.
  var triesLeft: UInt8? { card.image.pins.first { $0.number == 1 }?.triesLeft }

  /// Runs a command to its end.
  func run(_ arguments: String..., input: String = "") async throws -> (status: Int32, output: String) {
    try await run(arguments, input: input)
  }

  /// Runs a command to its end.
  func run(_ arguments: [String], input: String = "") async throws -> (status: Int32, output: String) {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), arguments, environment: environment, input: .bytes(Array(input.utf8)))
    guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
    return (status, done.output + done.errors)
  }

  /// `cpsauth login` with a PIN from a descriptor; of options that occur twice, the last counts.
  func login(typing pin: String, _ more: [String] = []) async throws -> (status: Int32, output: String) {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), arguments + ["--pin-fd", "0", "--json"] + more, environment: environment,
      input: .bytes(Array("\(pin)\n".utf8)))
    guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
    return (status, done.output)
  }

  /// `cpsauth step-up` with a PIN from a descriptor.
  func stepUp(_ arguments: String..., typing pin: String) async throws -> (status: Int32, output: String) {
    let place = ["--reader", daemon.readerName, "--wait", "30s", "--pin-fd", "0", "--json"]
    return try await run(["step-up"] + arguments + place, input: "\(pin)\n")
  }

  /// How a command in a terminal went.
  struct Session: Decodable {
    /// Everything that the terminal showed.
    let shown: String
    /// Whether the terminal echoed, at each text that was waited for.
    let noted: [Bool]
    /// Whether it echoes now.
    let echoes: Bool
    /// The exit status; nil when a signal ended the command.
    let exited: Int32?
    /// The signal that ended it.
    let signal: Int32?
  }

  /// Plays a script to `cpsauth login` in a terminal.
  func inTerminal(_ steps: String, _ more: [String] = []) async throws -> Session {
    let done = try await ChildProcess.run(
      Self.script("in-terminal"), [steps, try BuiltProduct.path("cpsauth")] + arguments + more,
      environment: environment)
    guard done.outcome == .exited(0) else { throw TestSupportError(done.errors) }
    return try JSONDecoder().decode(Session.self, from: Data(done.outputBytes))
  }
}
