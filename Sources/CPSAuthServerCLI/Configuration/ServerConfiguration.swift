import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import CPSProof
import CPSTrust

/// Everything that `cpsauth-server` is told, by one YAML document.
///
/// What can be judged without opening another file is judged here: who holds a value of this type holds a
/// configuration that can be meant.
struct ServerConfiguration: Sendable {
  /// The public origin, with which transcripts and proofs of possession are compared.
  let audience: Audience
  /// The world whose cards are accepted.
  let environment: TrustEnvironment
  /// The language for callers who ask for none.
  let language: Language
  /// Where to listen, and how.
  let listener: Listener
  /// The proxy before the listener, if one ends TLS there.
  let proxy: ProxySettings?
  /// Tokens for services elsewhere, if they are written.
  let tokens: TokenSettings?
  /// Where the machine itself asks; nil for nowhere.
  let backChannel: BackChannelSettings?
  /// Where the state is.
  let database: DatabaseSettings
  /// The secrets, by file.
  let secrets: SecretSettings
  /// The telephone check; nil for none.
  let telephone: TelephoneSettings?
  /// How the audit log is kept.
  let audit: AuditSettings
  /// Authorities and revocation lists.
  let trust: TrustSettings
  /// How long sessions live.
  let sessions: SessionLimits
  /// What strangers may ask.
  let requests: RequestLimits
  /// How far professionals may delegate.
  let delegations: DelegationRules
  /// How soon bans of other hosts are in force.
  let bans: BanSettings
  /// What the watch finds irregular.
  let watch: WatchSettings
  /// Who brings notices to the holders of accounts and cards; nil where none are sent.
  let notices: NoticeSettings?
  /// What its policy can speak about.
  let functions: Set<FunctionName>
  /// Who may call which function.
  let policy: PolicySettings
  /// What is decided about accounts with a password; nil where there are none.
  let accounts: AccountRules?
  /// Whether the log-in of the demonstration is open.
  let isDemonstration: Bool

  /// The files of every secret but the key of the telephone check, which must be no copy of any of them.
  var secretFiles: [String] {
    secrets.all + [proxy?.secret, backChannel?.secret, notices?.secret].compactMap { $0 }
  }
}
