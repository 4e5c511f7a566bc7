internal import CPSAuth
internal import CPSPrimitives
internal import Foundation
internal import GRDB
internal import Synchronization

/// Forgets, part by part, units that no window reaches back to, in accounts that nobody charges any more.
///
/// An index of their ends would have to be kept with every unit that is counted. Each part is as long as what is
/// counted between two sweeps, at least, so that what is past its time never is more than what is not.
final class SQLiteQuotaSweep: Sendable {
  /// The most rows of one part.
  static let partLength = 4_096

  /// Behind which unit the next part begins.
  private struct Place {
    var key = Data()
    var moment = Int64.min
  }

  private let place = Mutex(Place())

  /// The end before which a unit is forgotten.
  static func limit(at now: Timestamp) -> Int64 { (now - OneTimeMark.grace).millisecondsSince1970 }

  /// Sweeps the next part, or the last one, behind which the first follows.
  func goOn(in db: Database, at now: Timestamp) throws {
    let start = place.withLock { $0 }
    let end = try Row.fetchOne(
      db,
      sql: """
        SELECT key, moment FROM quota WHERE (key, moment) > (?, ?) ORDER BY key, moment LIMIT 1 OFFSET ?
        """, arguments: [start.key, start.moment, Self.partLength - 1]
    ).map { Place(key: $0["key"], moment: $0["moment"]) }
    let condition = end == nil ? "" : "AND (key, moment) <= (?, ?)"
    var arguments: StatementArguments = [start.key, start.moment, Self.limit(at: now)]
    if let end { arguments += [end.key, end.moment] }
    try db.execute(
      sql: "DELETE FROM quota WHERE (key, moment) > (?, ?) AND expiry < ? \(condition)", arguments: arguments)
    place.withLock { $0 = end ?? Place() }
  }
}
