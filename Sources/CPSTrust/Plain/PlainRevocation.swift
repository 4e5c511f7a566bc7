/// Whether certificates must be shown not to be revoked in the plain mode.
public enum PlainRevocation: String, Sendable, Hashable, CaseIterable {
  /// Every certificate but the anchor, by a list that is authentic, in its time, and about it.
  case require
  /// None; whoever asks for this says so, since there is no default (attack case CA-01).
  case none
}
