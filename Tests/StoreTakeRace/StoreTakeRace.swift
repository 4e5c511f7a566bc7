import CPSAuth
import CPSAuthPostgres
import CPSAuthSQLite
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit

/// One of several processes that take the same challenges out of one store.
///
/// Arguments: the path of an SQLite file, or folder, database and user of a PostgreSQL server with a blank between them;
/// the secret in hexadecimal, the thumbprint of the key in hexadecimal, the moment
/// in milliseconds since 1970, its own named pipe and that of the other. It opens the store, says `ready`,
/// reads challenge ids up to an empty line, and then, both processes together, takes one a round and answers
/// with one line: `taken`, or the code of the error.
@main struct StoreTakeRace {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst().map { $0 }
    guard arguments.count == 6, let secret = Hexadecimal.decode(arguments[1]),
      let thumbprint = Hexadecimal.decode(arguments[2]), let moment = Int64(arguments[3])
    else { throw CPSError(.usage, ["detail": "DATABASE SECRET THUMBPRINT MOMENT PIPE PIPE"]) }
    let store = try await Self.store(arguments[0])
    let authority = try ChallengeAuthority(
      audience: try Audience("https://service.example"), store: store,
      secret: try ServiceSecret(try SecretBytes(copying: secret)),
      clock: ManualClock(Timestamp(millisecondsSince1970: moment)), random: SystemRandomSource())
    let key = try KeyThumbprint(thumbprint)
    let line = try StartingLine(own: arguments[4], other: arguments[5])
    print("ready")
    flush()
    var ids: [String] = []
    while let id = readLine(), !id.isEmpty { ids.append(id) }
    for id in ids {
      line.meet()
      do throws(CPSError) {
        _ = try await authority.take(id, by: key, purpose: .login)
        print("taken")
      } catch {
        print(error.diagnostic.code)
      }
    }
    print("done")
    flush()
  }

  private static func store(_ name: String) async throws(CPSError) -> any AuthStore {
    let words = name.split(separator: " ").map(String.init)
    guard words.count == 3 else {
      return try await SQLiteStore.open(at: name, environment: .synthetic, random: SystemRandomSource())
    }
    let server = try PostgreSQLServer(
      hosts: [.socket(directory: words[0])], database: words[1], user: words[2])
    return try await PostgreSQLStore.open(server, environment: .synthetic, random: SystemRandomSource())
  }
}
