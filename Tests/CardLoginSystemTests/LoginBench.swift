import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CardReaders
import SmartCard
import TestSupport
import VirtualCPS

/// Everything real below a login: resource manager, reader driver, and a card that behaves.
struct LoginBench: Sendable {
  let daemon: PrivatePCSC
  private let safety: SafetyGuard

  /// Runs a test with the daemon, in its turn.
  static func use<Result: Sendable>(
    _ body: @Sendable (LoginBench) async throws -> Result
  ) async throws -> Result {
    try await InProcessPCSC.shared.withDaemon { daemon in
      let serials = try SafetyGuard.fixtureSerials()
      let safety = SafetyGuard(serials: serials, readerNames: Set(daemon.readerNames))
      return try await body(LoginBench(daemon: daemon, safety: safety))
    }
  }

  /// The card of a fictitious person.
  static func card(
    of name: String, _ generation: VirtualCardGeneration = .cps3, recorder: ExchangeRecorder? = nil
  ) throws -> VirtualCard {
    let maker = try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/\(name)"))
    return try VirtualCard(maker.image(generation), recorder: recorder)
  }

  /// What a workstation would have the card sign.
  @Sendable static func transcript(
    _ certificate: [UInt8], _ algorithm: ProofAlgorithm
  ) throws(CPSError) -> Transcript {
    try Transcript(
      environment: .synthetic, algorithm: algorithm, audience: try Audience("https://service.example"),
      nonce: try Nonce(Array(0x20..<0x40)), purpose: .login, function: nil, subject: nil,
      keyThumbprint: try KeyThumbprint([UInt8](repeating: 0x17, count: 32)), certificate: certificate)
  }

  static func authenticate(
    _ prepared: PreparedCard, on connection: some CardConnection, pin: String = "1234",
    cache: MemoryCardPublicDataCache
  ) async throws(CPSError) -> CardAuthentication {
    try await CardLogin.authenticate(
      prepared, on: connection, entry: .typed(try PIN(SecretBytes(copying: Array(pin.utf8)))),
      lastTry: .refuse,
      cache: cache, transcript: transcript)
  }

  /// Puts a card into a slot and waits until the daemon shows it.
  func insert(_ card: VirtualCard, slot: UInt16 = 0) async throws -> VirtualReaderLink {
    let address = VirtualReaderAddress(host: "127.0.0.1", port: daemon.port + slot)
    let link = VirtualReaderLink(card, to: address)
    try await waitFor(.present(answerToReset: card.answerToReset), slot: slot)
    return link
  }

  /// Takes a card out and waits until the daemon shows it.
  func remove(_ link: VirtualReaderLink, slot: UInt16 = 0) async throws {
    await link.stop()
    try await waitFor(.absent, slot: slot)
  }

  /// A guarded connection to the first slot.
  func connection(patience: Duration = .seconds(5)) throws -> PCSCConnection {
    try safety.connection(to: daemon.readerName, patience: patience)
  }

  /// A guarded connection to the slot of this name.
  func connection(to name: String) throws -> PCSCConnection { try safety.connection(to: name) }

  /// What another program hears when it asks for the state of the PIN: OpenSC's tool, with an empty VERIFY.
  func pinStateForOthers() async throws -> String {
    try safety.requireVirtual(daemon.readerName)
    let answer = try await ChildProcess.run(
      "opensc-tool", ["--reader", daemon.readerName, "--send-apdu", "00:20:00:01:00"],
      environment: daemon.environment)
    return answer.output + answer.errors
  }

  /// Waits until the daemon shows this in a slot.
  func waitFor(_ content: ReaderState.Card, slot: UInt16 = 0) async throws {
    let name = daemon.readerNames[Int(slot)]
    try await eventually("\(content) in \(name)") {
      try await ReaderList.current().first { $0.name == ReaderName(name) }?.card == content
    }
  }
}
