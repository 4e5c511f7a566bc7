import CPSAuthSafeguards
import CPSPrimitives

/// What the owners of accounts were told of log-ins.
struct NoticeFigures: Sendable, Hashable, Encodable {
  /// How many notices were handed over.
  let delivered: Int
  /// How many seconds after the intrusion began the first was; nil where there was none.
  let firstSeconds: Int?

  /// What was handed over after an intrusion began.
  init(_ delivered: [(message: NoticeMessage, moment: Timestamp)], since begun: Timestamp) {
    let moments = delivered.map(\.moment).filter { $0 >= begun }
    self.delivered = moments.count
    firstSeconds = moments.min().map { Int(($0 - begun).components.seconds) }
  }
}
