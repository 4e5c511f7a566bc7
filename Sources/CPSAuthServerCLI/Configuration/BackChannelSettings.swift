import CPSProof

/// Where the machine itself asks: a proxy for permits, the services behind it for decisions, a monitor for figures.
struct BackChannelSettings: Sendable {
  /// How the subjects of a function are named.
  enum SubjectForm: String, Sendable, CaseIterable {
    /// By social security numbers.
    case nir
    /// By identifiers of the service's own.
    case text
  }

  /// A loopback address or a Unix socket.
  let listener: Listener
  /// The file of the secret that those who ask for permits send; nil on a Unix socket, whose folder decides who
  /// reaches it.
  let secret: String?
  /// The functions whose code runs in another process.
  let functions: [FunctionName: SubjectForm]
}
