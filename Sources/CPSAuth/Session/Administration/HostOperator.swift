/// Who rules over a host, as its system names them: no professional, and nobody whom a card vouches for.
public struct HostOperator: Sendable, Hashable {
  /// Who logged in there, or as whom they act where the system does not say.
  public let name: String
  /// As whom they act.
  public let user: String
  /// The name of the host.
  public let host: String

  /// An operator.
  public init(name: String, user: String, host: String) {
    self.name = name
    self.user = user
    self.host = host
  }

  /// What an entry of the audit log says of them.
  var actor: AuditActor { AuditActor(hostOperator: name) }
  /// Further particulars of that entry.
  var facts: [String: String] { ["host": host, "host-user": user] }
}
