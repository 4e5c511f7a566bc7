/// The secrets of a server: each in a file that nobody else can read, never in the configuration itself.
struct SecretSettings: Sendable, Hashable {
  /// The file of the service's secret.
  let service: String
  /// The file of the key under which subjects become pseudonyms.
  let audit: String
  /// The name of that key's epoch.
  let auditEpoch: String
  /// Whether files that are missing are made at the start.
  let areCreated: Bool
}
