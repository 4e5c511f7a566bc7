internal import CPSPrimitives

/// Several refusals of one kind, which one entry of the log stands for.
struct CountedRefusals: Sendable, Hashable {
  /// The row of the error catalogue.
  let code: String
  /// How many.
  let count: Int
  /// When the first came.
  let since: Timestamp
  /// When the last came.
  let until: Timestamp

  /// The entry.
  var event: AuditEvent {
    var event = AuditEvent(.refusals)
    event.diagnostic = code
    event.count = count
    event.facts = ["since": since.rfc3339, "until": until.rfc3339]
    return event
  }

  /// The same for people: what a service says of it when its end comes before the log could be written.
  var text: String { "\(count) × \(code), \(since.rfc3339) – \(until.rfc3339)" }
}
