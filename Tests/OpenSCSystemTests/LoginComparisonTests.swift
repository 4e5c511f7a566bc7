import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SmartCard
import TestSupport
import Testing
import VirtualCPS

/// What a login costs the card with cpsauth and with OpenSC's tools: the same card, counted where it sees it.
///
/// `tools/compare-login` shows the table that these tests print.
@Suite struct LoginComparisonTests {
  /// OpenSC reads the second certificate too, asks for the state of the PIN before each step and selects again
  /// what it has selected before.
  ///
  /// It neither makes sure after the prompt that the same card lies there, nor closes the PIN again. Its library
  /// alone (C_Initialize, C_Login, C_Sign) exchanges less than pkcs11-tool, which asks for the token once more
  /// between them and ends with C_Logout.
  @Test(arguments: [1_328, 2_230])
  func `a login exchanges less than OpenSC's tools do`(certificateLength length: Int) async throws {
    let judged = try await JudgedCard.inserted(Self.image(length))
    let answer = try await judged.run(
      "pkcs11-tool", SignRequest.login + SignRequest.arguments(for: judged))
    #expect(answer.outcome == .exited(0), "\(answer.errors)")
    let peer = judged.recorder.count
    let statusRequests = judged.recorder.lines.count { $0 == "> 0020000100" }

    await judged.remove()
    // A connection without pcscd adds nothing and leaves out nothing (CardLoginSystemTests).
    let connection = VirtualCardConnection(judged.card)
    let cache = MemoryCardPublicDataCache()
    judged.recorder.reset()
    try await Self.login(on: connection, cache: cache)
    let cold = judged.recorder.count
    judged.recorder.reset()
    try await Self.login(on: connection, cache: cache)
    let warm = judged.recorder.count

    #expect(warm.exchanges < cold.exchanges && cold.exchanges < peer.exchanges)
    #expect(warm.bytes < cold.bytes && cold.bytes < peer.bytes)
    let version =
      try await judged.run("opensc-tool", ["--info"]).output.split(separator: " [").first ?? "OpenSC"
    Self.show(
      "CPS3, certificates of \(length) bytes",
      [
        ("cpsauth, card not seen before", cold), ("cpsauth, card seen before", warm),
        ("\(version), pkcs11-tool, the PIN's state asked \(statusRequests) times", peer),
      ])
  }

  private static func image(_ length: Int) throws -> VirtualCardImage {
    func credential(_ name: String) throws -> VirtualCardMaker.Credential {
      let key = try JudgedCard.privateKey(name)
      return try .init(privateKey: key.pkcs8(), certificate: SizedCertificate.der(of: key, length: length))
    }
    return try VirtualCardMaker(
      serialDigits: "98000101", pin: "1234", puk: "12345678", signature: credential("signature"),
      authentication: credential("authentication")
    ).image(.cps3)
  }

  private static func login(
    on connection: VirtualCardConnection, cache: MemoryCardPublicDataCache
  ) async throws(CPSError) {
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    let pin = try PIN(SecretBytes(copying: Array("1234".utf8)))
    _ = try await CardLogin.authenticate(
      prepared, on: connection, entry: .typed(pin), lastTry: .refuse, cache: cache
    ) { (certificate, algorithm) throws(CPSError) in
      try Transcript(
        environment: .synthetic, algorithm: algorithm, audience: Audience("https://service.example"),
        nonce: Nonce(Array(0x20..<0x40)), purpose: .login, function: nil, subject: nil,
        keyThumbprint: KeyThumbprint([UInt8](repeating: 0x17, count: 32)), certificate: certificate)
    }
  }

  private static func show(_ title: String, _ rows: [(name: String, count: ExchangeCount)]) {
    let lines = rows.map { "| \($0.name) | \($0.count.exchanges) | \($0.count.bytes) |" }
    print((["", "| \(title) | commands | bytes |", "|---|---|---|"] + lines).joined(separator: "\n"))
  }
}
