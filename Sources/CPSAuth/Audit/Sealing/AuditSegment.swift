internal import CPSDiagnostics
internal import CPSPrimitives

/// A run of entries whose subjects are sealed under one key, as the process that opened it sees it.
struct AuditSegment: Sendable {
  /// How long one key serves: who recovers it reads no more than these hours.
  static let life: Duration = .seconds(86_400)
  /// How many subjects one key seals; AES-GCM with random nonces would bear 2³² (NIST SP 800-38D, clause 8.3).
  static let capacity = 65_536

  /// The number of the entry that opened it.
  let number: Int64
  let openedAt: Timestamp
  private let key: SegmentKey
  private var count = 0

  init(number: Int64, at now: Timestamp, key: SegmentKey) {
    self.number = number
    openedAt = now
    self.key = key
  }

  /// Whether it takes one more; a clock that went back ends it, too.
  func isOpen(at now: Timestamp) -> Bool {
    count < Self.capacity && now >= openedAt && now - openedAt < Self.life
  }

  /// Puts a subject into an event of this number, sealed.
  mutating func seal(
    _ subject: String, into event: inout AuditEvent, of sequence: Int64, random: some RandomSource
  ) throws(CPSError) {
    event.segment = number
    event.sealedSubject = try key.seal(subject, inEntry: sequence, random: random)
    count += 1
  }
}
