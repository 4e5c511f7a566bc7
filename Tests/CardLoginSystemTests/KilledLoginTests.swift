import CPSDiagnostics
import CPSPrimitives
import CardReaders
import Foundation
import SmartCard
import TestSupport
import Testing
import VirtualCPS

/// A program that is killed in the middle of a login leaves the verified PIN to nobody.
@Suite struct KilledLoginTests {
  /// More lines than the second half of a login has on the wire, its guard of the tests included.
  private static let limit = 60

  /// Once before the card acts on each command, once after it acted and before its answer left.
  @Test(arguments: [("physician", VirtualCardGeneration.cps3), ("cps4", .cps4), ("cps4-t0", .cps4T0)])
  func `killed at any step, a login leaves the PIN open to nobody`(
    name: String, generation: VirtualCardGeneration
  ) async throws {
    let gate = StepGate()
    let steps = try await LoginBench.use { bench in
      let recorder = ExchangeRecorder(keepingLines: false) { _ in gate.pass() }
      let link = try await bench.insert(LoginBench.card(of: name, generation, recorder: recorder))
      defer { gate.open() }
      var steps = 0
      while try await Self.isReached(step: steps + 1, at: gate, in: bench, generation) { steps += 1 }
      try await bench.remove(link)
      return steps
    }
    // Two commands of the guard, the serial number, VERIFY and the signature: each a command and an answer.
    #expect((14...Self.limit).contains(steps))
  }

  /// Kills a login at `step`; false when it was over before.
  private static func isReached(
    step: Int, at gate: StepGate, in bench: LoginBench, _ generation: VirtualCardGeneration
  ) async throws -> Bool {
    guard step <= limit else { return false }
    let login = try await startedLogin(in: bench.daemon)
    gate.set(at: step)
    try login.send("1234\n")
    try await eventually("step \(step) or the end of the login") { gate.isReached || login.outcome != nil }
    guard gate.isReached else {
      #expect(login.standardOutput.hasSuffix("signed\n"))
      return false
    }
    // Waits for the card since before the login dies, so that it is the first to have it afterwards.
    async let state = pinStateForOthers(in: bench, generation)
    login.signal(SIGKILL)
    _ = try await login.wait()
    gate.open()
    #expect(try await state.triesLeft == 3, "killed at step \(step)")
    return true
  }

  /// The daemon's own way, to release the card before it resets it, would leave it to others meanwhile.
  @Test func `of a login that was killed the card is reset before it is released`() async throws {
    try await LoginBench.use { bench in
      let gate = StepGate()
      let resetGate = StepGate()
      let virtual = try LoginBench.card(of: "physician")
      virtual.insert()
      virtual.powerOn()
      let card = try ScriptedCard(
        port: bench.daemon.port, answerToReset: virtual.answerToReset,
        onReset: {
          resetGate.pass()
          virtual.reset()
        },
        replying: { command in
          gate.pass()
          guard case .answer(let answer) = virtual.transmit(command) else { return .leave }
          return .answer(answer)
        })
      defer {
        gate.open()
        resetGate.open()
      }
      try await bench.waitFor(.present(answerToReset: virtual.answerToReset))
      let login = try await Self.startedLogin(in: bench.daemon)
      // The guard's two commands, the serial number in two, VERIFY, and one more to be killed at.
      gate.set(at: 6)
      resetGate.set(at: 1)
      try login.send("1234\n")
      try await eventually("a command after VERIFY") { gate.isReached }
      login.signal(SIGKILL)
      _ = try await login.wait()
      gate.open()
      try await eventually("a reset of the card") { resetGate.isReached }
      await #expect(throws: CPSError(.cardBusy)) {
        try await Self.pinStateForOthers(in: bench, patience: .milliseconds(400))
      }
      resetGate.open()
      #expect(try await Self.pinStateForOthers(in: bench).triesLeft == 3)
      card.remove()
      try await bench.waitFor(.absent)
    }
  }

  /// Between VERIFY and the reset that ends its transaction, each has the card to itself.
  @Test func `CC-01 two processes log in with one card, each with a PIN of its own`() async throws {
    try await LoginBench.use { bench in
      let recorder = ExchangeRecorder()
      let link = try await bench.insert(LoginBench.card(of: "physician", recorder: recorder))
      let logins = [
        try await Self.startedLogin(in: bench.daemon), try await Self.startedLogin(in: bench.daemon),
      ]
      for login in logins { try login.send("1234\n") }
      for login in logins {
        _ = try await login.wait()
        #expect(login.standardOutput == "prepared\nsigned\n")
      }
      let commands = recorder.lines.filter { $0.hasPrefix("> ") }
      let order = commands.compactMap { line in
        line.hasPrefix("> 0020") ? "VERIFY" : line.hasPrefix("> 0088") ? "signature" : nil
      }
      #expect(order == ["VERIFY", "signature", "VERIFY", "signature"])
      try await bench.remove(link)
    }
  }

  @Test func `no guard of a card outlives its login, killed or not`() async throws {
    try await LoginBench.use { bench in
      let link = try await bench.insert(LoginBench.card(of: "physician"))
      let login = try await Self.startedLogin(in: bench.daemon)
      try login.send("1234\n")
      _ = try await login.wait()
      #expect(login.standardOutput == "prepared\nsigned\n")
      // Of this login there is none; those of the logins that were killed wait for the daemon.
      try await eventually("the end of the guards") { Self.guards(onBehalfOf: bench.daemon) == [] }
      try await bench.remove(link)
    }
  }

  private static func startedLogin(in daemon: PrivatePCSC) async throws -> ChildProcess {
    let login = try ChildProcess(
      BuiltProduct.path("killed-login"), [daemon.readerName], environment: daemon.environment, input: .open)
    try await login.waitForOutput("prepared")
    return login
  }

  /// What another program of this machine is told of the PIN: by an empty VERIFY, which spends no try.
  private static func pinStateForOthers(
    in bench: LoginBench, _ generation: VirtualCardGeneration = .cps3, patience: Duration = .seconds(30)
  ) async throws -> StatusWord {
    try await bench.connection(patience: patience).transaction(
      budget: CardBudget(exchanges: 10, bytes: 500), deadline: .seconds(60)
    ) { (channel) throws(CPSError) in
      guard generation != .cps3 else {
        return try channel.send(CommandAPDU(0x00, 0x20, 0x00, 0x01)).status
      }
      _ = try channel.send(CommandAPDU(0x01, 0xA4, 0x04, 0x0C, data: chipDoc)).requireSuccess()
      return try channel.send(CommandAPDU(0x01, 0x20, 0x00, 0x01)).status
    }
  }

  /// The applet of a CPS4 (cps-card.md section 2.1).
  private static let chipDoc: [UInt8] = [0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00]

  /// The processes that guard a card of `daemon`: they were forked, so that they show its environment.
  private static func guards(onBehalfOf daemon: PrivatePCSC) -> [String] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.filter { process in
      content(of: "/proc/\(process)/comm") == Data("card-guard\n".utf8)
        && content(of: "/proc/\(process)/environ").firstRange(of: Data(daemon.socketPath.utf8)) != nil
    }
  }

  /// The files of proc(5) have no size, so that they are read to their end.
  private static func content(of path: String) -> Data {
    guard let file = FileHandle(forReadingAtPath: path) else { return Data() }
    defer { try? file.close() }
    var content = Data()
    while let more = try? file.read(upToCount: 4_096), !more.isEmpty { content += more }
    return content
  }
}
