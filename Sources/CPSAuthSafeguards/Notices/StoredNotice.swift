internal import CPSPrimitives

/// A notice that waits in the outbox.
struct StoredNotice: Codable, Sendable, Hashable {
  var schema = 1
  /// To whom.
  let recipient: MailAddress
  /// The name of its template.
  let template: String
  /// What stands in its places.
  let values: [String: NoticeValue]
  /// When it was queued: the date that the message bears, however late it leaves.
  let queuedAt: Timestamp
  /// From when on nobody needs it any more.
  let expiry: Timestamp
  /// Before when nobody tries it: the wait after a failure, or the time that whoever sends it now has for that.
  var nextTry: Timestamp
  /// How often somebody began to send it.
  var tries = 0
}
