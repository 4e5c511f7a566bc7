/// How a workstation says that the card is still there (docs/protocol.md, section 9).
///
/// Neither is a login nor a step-up: nobody typed anything.
public enum PresenceKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// The workstation's software read the card's serial again, and its own key says so.
  case watched
  /// The card itself signed, under a PIN that was presented at the login.
  case signed
}
