package import CPSAuth

/// Who sits at the help desk, as the limits count them and the log names them.
package struct TelephoneAgent: Sendable {
  /// Under which name they are counted (``SessionHolder/storeKey``).
  let key: String
  /// Who acted.
  let actor: AuditActor

  /// The agent of a session.
  init(_ grant: SessionGrant) {
    key = grant.holder.storeKey
    actor = AuditActor(grant)
  }

  /// An agent by name, for checks over stores that open no session.
  package init(key: String, actor: AuditActor) {
    self.key = key
    self.actor = actor
  }
}
