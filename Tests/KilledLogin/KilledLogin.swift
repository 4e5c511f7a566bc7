import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CardReaders
import SmartCard
import TestSupport

/// A program that logs in with the fictitious card in a virtual reader: made to be killed in the middle.
///
/// Arguments: the exact name of the reader. It prepares the card, says `prepared`, reads the PIN from its
/// standard input, and says `signed` or the code of the error.
@main struct KilledLogin {
  static func main() async throws {
    guard CommandLine.arguments.count == 2 else { throw CPSError(.usage, ["detail": "READER"]) }
    let name = CommandLine.arguments[1]
    let safety = SafetyGuard(serials: try SafetyGuard.fixtureSerials(), readerNames: [name])
    let connection = try safety.connection(to: name, patience: .seconds(30))
    let cache = MemoryCardPublicDataCache()
    do throws(CPSError) {
      let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      say("prepared")
      let pin = try PIN(SecretBytes(copying: Array((readLine() ?? "").utf8)))
      _ = try await CardLogin.authenticate(
        prepared, on: connection, entry: .typed(pin), lastTry: .refuse, cache: cache
      ) { (certificate, algorithm) throws(CPSError) in try transcript(certificate, algorithm) }
      say("signed")
    } catch {
      say(error.diagnostic.code)
    }
  }

  private static func say(_ word: String) {
    print(word)
    flush()
  }

  private static func transcript(
    _ certificate: [UInt8], _ algorithm: ProofAlgorithm
  ) throws(CPSError) -> Transcript {
    try Transcript(
      environment: .synthetic, algorithm: algorithm, audience: try Audience("https://service.example"),
      nonce: try Nonce(Array(0x20..<0x40)), purpose: .login, function: nil, subject: nil,
      keyThumbprint: try KeyThumbprint([UInt8](repeating: 0x17, count: 32)), certificate: certificate)
  }
}
