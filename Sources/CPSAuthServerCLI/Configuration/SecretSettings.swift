import CPSAuth
import CPSDiagnostics
import CPSPrimitives

/// The secrets of a server: each in a file that nobody else can read, never in the configuration itself.
struct SecretSettings: Sendable, Hashable {
  /// The file of the service's secret.
  let service: String
  /// The files of secrets that are accepted besides, while one takes the place of another.
  let accepted: [String]
  /// The file of the key under which subjects become pseudonyms.
  let audit: String
  /// The name of that key's epoch.
  let auditEpoch: String
  /// Whether files that are missing are made at the start.
  let areCreated: Bool

  /// Every file among them, of which another secret must be no copy.
  var all: [String] { [service, audit] + accepted }

  /// The same, but nothing that is missing is made.
  var withoutMaking: SecretSettings {
    SecretSettings(
      service: service, accepted: accepted, audit: audit, auditEpoch: auditEpoch, areCreated: false)
  }

  /// The key of the pseudonyms.
  ///
  /// - Throws: as ``SecretFile/read(at:isCreated:random:)``, and ``Diagnostic/configurationInvalid`` also for a copy of
  ///   the service's secret: who has one of the two must not have the other (docs/operate.md).
  func auditKey(random: some RandomSource) throws(CPSError) -> AuditKey {
    let key = try AuditKey(
      epoch: auditEpoch, SecretFile.read(at: audit, isCreated: areCreated, random: random))
    for path in [service] + accepted {
      // What is wrong with the other file is told where it is read for its own sake.
      let read = try? AuditKey(
        epoch: auditEpoch, SecretFile.read(at: path, isCreated: false, random: random))
      guard let other = read else { continue }
      guard try key.pseudonym(of: "") != other.pseudonym(of: "") else {
        throw CPSError(
          .configurationInvalid, ["place": audit, "detail": "the same bytes as \(path): a secret of its own"])
      }
    }
    return key
  }

  /// The service's secret, those that are accepted besides read, too.
  ///
  /// - Throws: as ``SecretFile/read(at:isCreated:random:)``, and ``Diagnostic/configurationInvalid``.
  func serviceSecret(random: some RandomSource) throws(CPSError) -> ServiceSecret {
    var others: [ServiceSecret] = []
    for path in accepted {
      others.append(try ServiceSecret(SecretFile.read(at: path, isCreated: false, random: random)))
    }
    return try ServiceSecret(
      SecretFile.read(at: service, isCreated: areCreated, random: random), alsoAccepting: others)
  }
}
