/// At which moment a request is looked at.
public enum ScreenedAct: Sendable, Hashable {
  /// It has come, and nothing else is known of it but its address.
  case request
  /// It logs in by a password, or uses a session that a password opened.
  case passwordUse
}
