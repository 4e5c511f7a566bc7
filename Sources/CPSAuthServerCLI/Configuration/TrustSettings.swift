import CPSTrust

/// Where authorities and revocation lists lie, and which authorities are believed.
struct TrustSettings: Sendable {
  /// Which fingerprints are believed.
  enum Pins: Sendable, Hashable {
    /// Those of production, which are in the program.
    case builtIn
    /// Those that the configuration names.
    case listed([String])
    /// Those of a file as `sha256sum` writes it.
    case file(String)
  }

  /// How often the folder is read again: from a second to an hour, five minutes unless said otherwise.
  static let refreshRange = Duration.seconds(1)...Duration.seconds(3_600)
  /// Five minutes.
  static let standardRefresh = Duration.seconds(300)

  /// The trust store.
  let directory: String
  /// The pins.
  let pins: Pins
  /// How long an overdue list may be used.
  let grace: RevocationGrace
  /// How often the lists and the register are read again.
  let refresh: Duration
  /// The status responder that is asked at a login; nil to ask none.
  let status: StatusSettings?
  /// Which inferred rules of the profile refuse.
  let strictness: ProfileStrictness
  /// Who may practise; nil where no register is configured, which every login's entry in the audit log says.
  let register: RegisterSettings?
  /// Where lists come from by themselves.
  let lists: ListSettings
}
