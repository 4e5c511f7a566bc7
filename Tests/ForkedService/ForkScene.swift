import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SmartCard

/// What holds secrets, and one use of each.
final class ForkScene: Sendable {
  private struct Clock: WallClock {
    func now() -> Timestamp { Timestamp(secondsSince1970: 1_800_000_000) }
  }

  private let secret: SecretBytes
  private let pin: PIN
  private let wire = CountingWire()
  private let authority: ChallengeAuthority
  private let auditKey: AuditKey

  /// Makes every secret, in the process that will be forked.
  init() throws(CPSError) {
    let random = SystemRandomSource()
    secret = try SecretBytes(copying: [1, 2, 3])
    pin = try PIN(SecretBytes(copying: Array("1234".utf8)))
    auditKey = try AuditKey(
      epoch: "fork", SecretBytes(copying: try random.bytes(AuditKey.minimumLength)))
    authority = try ChallengeAuthority(
      audience: try Audience("https://service.example"),
      store: try MemoryStore(environment: .synthetic, random: random),
      secret: try ServiceSecret(from: random), clock: Clock(), random: random)
  }

  /// One line for each use: what it is, and `done` or the code of the error.
  func report() async -> [String] {
    [
      line("secret") { () throws(CPSError) in _ = try secret.withBytes { $0.count } },
      line("pseudonym") { () throws(CPSError) in _ = try auditKey.pseudonym(of: "somebody") },
      await challengeLine(),
      line("verify") { () throws(CPSError) in
        var card = CardChannel(over: wire, budget: CardBudget(exchanges: 4, bytes: 400))
        _ = try card.present(pin, as: PINReference(cla: 0x00, number: 0x01, lengths: 4...8))
      },
      "commands \(wire.commands)",
    ]
  }

  /// Issues a challenge and takes it back, as two requests of a login do.
  private func challengeLine() async -> String {
    do throws(CPSError) {
      let key = try KeyThumbprint([UInt8](repeating: 0x17, count: KeyThumbprint.length))
      let challenge = try await authority.issue(for: .login, function: nil, to: key)
      _ = try await authority.take(challenge.id, by: key, purpose: .login)
      return "challenge done"
    } catch {
      return "challenge \(error.diagnostic.code)"
    }
  }

  private func line(_ name: String, _ use: () throws(CPSError) -> Void) -> String {
    do throws(CPSError) {
      try use()
      return "\(name) done"
    } catch {
      return "\(name) \(error.diagnostic.code)"
    }
  }
}
