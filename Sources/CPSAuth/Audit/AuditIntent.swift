/// What is to be written: an entry that is known, or one that depends on the entry before it.
///
/// Behind a reference, as an event has many members and an intent waits in several places.
indirect enum AuditIntent: Sendable {
  /// An event, and the person it is about where that is to be sealed.
  case event(AuditEvent, subject: String?)
  /// The event of a login, and the session that is opened by it: both or neither.
  case login(AuditEvent, opening: StoredSession)
  /// An event that is written once: not where the log has one like it behind a number already.
  case once(AuditEvent, behind: Int64)
  /// A signature over all that stands before it; introduced by its key where the log does not have that yet.
  case checkpoint(CheckpointSigner, log: String, introducing: Bool)
}
