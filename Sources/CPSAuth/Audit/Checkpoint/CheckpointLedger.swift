internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

/// What a log says about its checkpoints and their keys, against what others keep and know.
struct CheckpointLedger: Sendable {
  private let environment: TrustEnvironment
  private let beginning: AuditBeginning
  private let witnessed: [AuditCheckpoint]
  private let trusted: Set<[UInt8]>
  /// The hashes of the log at the places of which the witness speaks.
  private var hashes: [Int64: [UInt8]] = [:]
  private let witnessedPlaces: Set<Int64>
  private var log: String?
  private var known: [[UInt8]: PublicKey] = [:]

  /// How many checkpoints were found.
  private(set) var count = 0
  /// The last entry that one vouches for.
  private(set) var last: AuditHead?
  /// The keys, in the order in which they came.
  private(set) var keys: [CheckpointKeyStanding] = []

  init(
    of environment: TrustEnvironment, from beginning: AuditBeginning, witnessed: [AuditCheckpoint],
    trusting trusted: Set<[UInt8]>
  ) {
    self.environment = environment
    self.beginning = beginning
    self.witnessed = witnessed.sorted { $0.head.sequence < $1.head.sequence }
    self.trusted = trusted
    witnessedPlaces = Set(witnessed.map(\.head.sequence))
    if let origin = beginning.origin { hashes[origin.sequence] = origin.hash }
  }

  /// Takes note of an entry whose place in the chain was found right.
  mutating func note(_ entry: AuditEntry, _ hash: [UInt8], after previous: AuditHead?) throws(CPSError) {
    if witnessedPlaces.contains(entry.sequence) { hashes[entry.sequence] = hash }
    if let named = entry.event.facts["log"] {
      guard log == nil || log == named else {
        throw AuditVerifier.broken(entry.sequence, "it speaks of another log")
      }
      log = named
    }
    switch entry.event.kind {
    case .checkpointKey: try admit(entry)
    case .checkpoint: try check(entry, after: previous)
    default: break
    }
  }

  private mutating func check(_ entry: AuditEntry, after previous: AuditHead?) throws(CPSError) {
    let checkpoint: AuditCheckpoint
    do { checkpoint = try AuditCheckpoint(entry) } catch {
      throw AuditVerifier.broken(entry.sequence, "its checkpoint cannot be read")
    }
    guard checkpoint.head == previous else {
      throw AuditVerifier.broken(
        entry.sequence, "its checkpoint vouches for another entry than the one before")
    }
    guard try checkpoint.isAuthentic() else {
      throw AuditVerifier.broken(entry.sequence, "its checkpoint is not signed by the key that it names")
    }
    let fingerprint = try checkpoint.key.fingerprint()
    if known[fingerprint] == nil {
      // Its introduction may stand before the place where this log begins now.
      guard beginning != .genesis, let ground = groundOfFirst(fingerprint) else {
        throw Self.unknown(fingerprint, at: entry.sequence)
      }
      believe(checkpoint.key, fingerprint, since: entry.sequence, ground)
    }
    count += 1
    last = checkpoint.head
  }

  /// Believes a key that an earlier one vouches for, that the verifier was told of, or that is the first.
  private mutating func admit(_ entry: AuditEntry) throws(CPSError) {
    guard let log = entry.event.facts["log"], let encoded = entry.event.publicKey,
      let key = try? PublicKey(subjectPublicKeyInfo: encoded)
    else { throw AuditVerifier.broken(entry.sequence, "its key cannot be read") }
    let fingerprint = try key.fingerprint()
    guard known[fingerprint] == nil else { return }
    if let ground = groundOfFirst(fingerprint) {
      believe(key, fingerprint, since: entry.sequence, ground)
      return
    }
    guard let name = entry.event.facts["replaces"].flatMap(Hexadecimal.decode), let voucher = known[name],
      let signature = entry.event.signature
    else { throw Self.unknown(fingerprint, at: entry.sequence) }
    let message = CheckpointMessage.introduction(of: key, in: environment, log: log)
    guard try voucher.isValid(signature: signature, for: message, algorithm: .es256) else {
      throw Self.unknown(fingerprint, at: entry.sequence)
    }
    believe(key, fingerprint, since: entry.sequence, .vouched(by: name))
  }

  /// Why a key is believed for which no other vouches; nil when it is not.
  private func groundOfFirst(_ fingerprint: [UInt8]) -> CheckpointKeyStanding.Ground? {
    if trusted.contains(fingerprint) { return .trusted }
    return trusted.isEmpty && known.isEmpty ? .first : nil
  }

  private mutating func believe(
    _ key: PublicKey, _ fingerprint: [UInt8], since entry: Int64, _ ground: CheckpointKeyStanding.Ground
  ) {
    known[fingerprint] = key
    keys.append(CheckpointKeyStanding(fingerprint: fingerprint, entry: entry, ground: ground))
  }

  /// Compares the log with what the witness keeps of it, and says how many checkpoints agree.
  ///
  /// An excerpt lacks what stands outside it, which is no fault; one that does not say of which log it is a part is
  /// compared with the log of the witness that it agrees with.
  func compareWithWitness(upTo last: Int64) throws(CPSError) -> Int {
    guard !witnessed.isEmpty else { return 0 }
    let first = (beginning.origin?.sequence ?? 0) + 1
    let own = witnessed.filter { $0.environment == environment && $0.log == (log ?? agreeingLog ?? $0.log) }
    guard !own.isEmpty else {
      throw AuditVerifier.broken(first, "the witness knows no checkpoint of this log")
    }
    var agreed: (count: Int, through: Int64) = (0, beginning.origin?.sequence ?? 0)
    for checkpoint in own where checkpoint.head.sequence >= first - 1 {
      let sequence = checkpoint.head.sequence
      guard try checkpoint.isAuthentic() else {
        throw CPSError(
          .inputMalformed, ["detail": "witness: entry \(sequence)"], reason: "nobody signed this checkpoint")
      }
      guard sequence <= last else {
        if isExcerpt { break }
        throw AuditVerifier.broken(last + 1, "missing: entry \(sequence) was witnessed")
      }
      guard let hash = hashes[sequence] else { continue }
      guard hash == checkpoint.head.hash else { throw disagreement(at: sequence, behind: agreed.through) }
      agreed = (agreed.count + 1, sequence)
    }
    return agreed.count
  }

  private var isExcerpt: Bool { if case .excerpt = beginning { true } else { false } }

  /// The log of the witness that has an entry of this one where this one has it; nil when none has.
  private var agreeingLog: String? {
    witnessed.first { $0.environment == environment && hashes[$0.head.sequence] == $0.head.hash }?.log
  }

  private func disagreement(at sequence: Int64, behind agreed: Int64) -> CPSError {
    guard log != nil || agreeingLog != nil else {
      return AuditVerifier.broken(
        sequence, "rewritten, or part of another log: the witness keeps another entry, and none of these")
    }
    return AuditVerifier.broken(
      sequence, "rewritten behind entry \(agreed): the witness keeps another one")
  }

  private static func unknown(_ fingerprint: [UInt8], at sequence: Int64) -> CPSError {
    CPSError(
      .auditKeyUnknown, ["entry": String(sequence), "key": Hexadecimal.encode(fingerprint)],
      reason: "no known key vouches for it")
  }
}
