/// A value of a JSON text (RFC 8259, clause 3).
///
/// Strings and numbers are places in the text (``JSONDocument``): most messages have members that nobody asks for.
enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  case number(Range<Int>)
  /// The place between the quotes, and whether anything there is escaped.
  case string(Range<Int>, isEscaped: Bool)
  case array([JSONValue])
  case object([JSONMember])
}
