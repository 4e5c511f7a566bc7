import CPSAuth
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport
import OpenSSLKit

/// Who vouches for the audit log, to whom it is sealed, and how long it is kept.
struct AuditSettings: Sendable {
  /// Where checkpoints are kept.
  enum Witness: Sendable, Hashable {
    /// A file, on the volume of another host.
    case file(String)
    /// A server and a path on it.
    case server(Audience, path: String)
  }

  /// Nothing of all this.
  static let none = AuditSettings(
    recipients: [], key: nil, previousKey: nil, interval: standardInterval, witnesses: [], credential: nil,
    roots: .system, retention: nil)

  /// How often the log is vouched for unless said otherwise, and the limits of that.
  static let standardInterval = Duration.seconds(60)
  static let intervalRange = Duration.seconds(1)...Duration.seconds(3_600)
  /// The longest file of a certificate, in bytes.
  private static let longestFile = 65_536

  /// PEM files of the certificates to which subjects are sealed.
  let recipients: [String]
  /// The PEM file of the key that signs checkpoints.
  let key: String?
  /// The PEM file of the key that did so before.
  let previousKey: String?
  /// How often the log is vouched for.
  let interval: Duration
  let witnesses: [Witness]
  /// The file of what the `Authorization` field says to witnesses.
  let credential: String?
  /// Who may vouch for their certificates.
  let roots: TrustRoots
  let retention: AuditRetention?

  /// Those to whom subjects are sealed; nil where none are named.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/certificateMalformed``, ``Diagnostic/keyWeak``,
  ///   ``Diagnostic/configurationInvalid``.
  func sealRecipients() throws(CPSError) -> SealRecipients? {
    guard !recipients.isEmpty else { return nil }
    var certificates: [Certificate] = []
    for path in recipients {
      let text = String(decoding: try BoundedFile.bytes(at: path, atMost: Self.longestFile), as: UTF8.self)
      guard let found = try? Certificate.all(inPEM: text), found.count == 1 else {
        throw CPSError(
          .configurationInvalid,
          ["place": path, "detail": "one certificate in PEM is expected (BEGIN CERTIFICATE)"])
      }
      certificates += found
    }
    return try SealRecipients(certificates)
  }

  /// What looks after a log.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/keyMalformed``, ``Diagnostic/configurationInvalid``.
  func keeper(of log: AuditLog, clock: any WallClock, random: some RandomSource) throws(CPSError)
    -> AuditKeeper
  {
    var signer: CheckpointSigner?
    if let key {
      var previous: PrivateKey?
      if let previousKey { previous = try Self.privateKey(at: previousKey, random) }
      signer = try CheckpointSigner(Self.privateKey(at: key, random), replacing: previous)
    }
    return AuditKeeper(
      of: log, signer: signer, witnesses: try witnesses(random: random), retention: retention, clock: clock)
  }

  /// Those who keep checkpoints.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``, ``Diagnostic/configurationInvalid``.
  func witnesses(random: some RandomSource) throws(CPSError) -> [any AuditWitness] {
    var authorization: String?
    if let credential {
      let text = try Self.secret(at: credential, random)
      authorization = text.last == "\n" ? String(text.dropLast()) : text
    }
    var all: [any AuditWitness] = []
    for witness in witnesses {
      switch witness {
      case .file(let path): all.append(FileWitness(at: path))
      case .server(let audience, let path):
        all.append(
          ServiceWitness(
            at: audience, path: path, over: try HTTPServiceTransport(roots: roots), credential: authorization)
        )
      }
    }
    return all
  }

  /// The private key in a file that nobody else may read.
  private static func privateKey(at path: String, _ random: some RandomSource) throws(CPSError) -> PrivateKey
  {
    let text = try secret(at: path, random)
    do { return try PrivateKey(pem: text) } catch {
      let detail =
        error.diagnostic == .keyEncrypted
        ? "the key is protected by a passphrase, which nobody is asked for"
        : "a private key in PEM is expected (PKCS #8, BEGIN PRIVATE KEY)"
      throw CPSError(.configurationInvalid, ["place": path, "detail": detail], reason: error.reason)
    }
  }

  /// The text of a file that nobody else may read.
  private static func secret(at path: String, _ random: some RandomSource) throws(CPSError) -> String {
    try SecretFile.read(at: path, isCreated: false, random: random).withBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
  }
}
