/// A session that was checked for the request at hand.
///
/// What it is worth lies in ``grant``, which only this module makes: a conformance of one's own can pass a
/// real grant on, and nothing else.
public protocol Session: Sendable {
  /// What was established about it.
  var grant: SessionGrant { get }
}
