/// How long the parts of an operation may take, on a monotonic clock.
struct PostgreSQLLimits: Sendable {
  /// To connect to one machine; the resolution of its name comes on top, which nobody can interrupt.
  var connecting: Duration = .seconds(5)
  /// To carry out one operation on a connection.
  var operation: Duration = .seconds(10)
  /// To wait for a connection.
  var waiting: Duration = .seconds(10)
  /// How many operations may wait; beyond, one is refused at once, so that a flood costs no memory.
  var queue = 4_096
}
