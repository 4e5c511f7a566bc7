internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// Puts together the records that follow a head; what is not appended in the end is thrown away with this value.
struct AuditComposer {
  private let environment: TrustEnvironment
  private let recipients: SealRecipients?
  private let random: any RandomSource
  private let now: Timestamp

  /// The last record so far, or the one that the log ends with.
  private(set) var head: AuditHead?
  /// The segment under whose key the next subject is sealed.
  private(set) var segment: AuditSegment?
  /// What is to be appended.
  private(set) var records: [AuditRecord] = []
  /// The sessions that are opened by it.
  private(set) var sessions: [StoredSession] = []

  init(
    after head: AuditHead?, in segment: AuditSegment?, to recipients: SealRecipients?,
    environment: TrustEnvironment, random: any RandomSource, at now: Timestamp
  ) {
    self.environment = environment
    self.recipients = recipients
    self.random = random
    self.now = now
    self.head = head
    self.segment = segment
  }

  /// Adds what an intent asks for, and what that needs before it; gives the record of the intent itself.
  mutating func add(_ intent: AuditIntent) throws(CPSError) -> AuditRecord {
    switch intent {
    case .event(let event, let subject):
      guard let subject, let recipients else { return try add(event) }
      return try add(event, sealing: subject, to: recipients)
    case .login(let event, let session):
      sessions.append(session)
      return try add(event)
    case .once(let event, _): return try add(event)
    case .checkpoint(let signer, let log, let isIntroducing):
      if isIntroducing { _ = try add(try signer.introduction(in: environment, log: log)) }
      // A checkpoint vouches for what stands before it: of an empty log there is nothing to say.
      guard let head else { throw CPSError(.auditUnavailable, reason: "no entry to vouch for") }
      return try add(try signer.event(over: head, in: environment, log: log, at: now))
    }
  }

  private mutating func add(
    _ event: AuditEvent, sealing subject: String, to recipients: SealRecipients
  ) throws(CPSError) -> AuditRecord {
    var open = segment
    if open?.isOpen(at: now) != true {
      let key = try SegmentKey(from: random)
      var opening = AuditEvent(.segment)
      opening.sealedKey = try key.envelope(to: recipients)
      open = AuditSegment(number: try add(opening).sequence, at: now, key: key)
    }
    var sealed = event
    try open?.seal(subject, into: &sealed, of: nextSequence, random: random)
    segment = open
    return try add(sealed)
  }

  private mutating func add(_ event: AuditEvent) throws(CPSError) -> AuditRecord {
    let entry = AuditEntry(sequence: nextSequence, time: now, environment: environment, event: event)
    let record = try AuditChain.record(entry, after: head)
    records.append(record)
    head = record.head
    return record
  }

  private var nextSequence: Int64 { (head?.sequence ?? 0) + 1 }
}
