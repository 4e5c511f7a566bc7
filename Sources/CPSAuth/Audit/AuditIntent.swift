/// What is to be written: an entry that is known, or one that depends on the entry before it.
enum AuditIntent: Sendable {
  /// An event, and the person it is about where that is to be sealed.
  case event(AuditEvent, subject: String?)
  /// A signature over all that stands before it; introduced by its key where the log does not have that yet.
  case checkpoint(CheckpointSigner, log: String, introducing: Bool)
}
