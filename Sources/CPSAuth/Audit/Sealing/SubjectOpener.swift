public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit

/// Opens the subjects of an audit log, for the officer to whom they are sealed.
///
/// Note every entry of the log first, then ask: the key of a segment may stand behind the entries that it opens, once
/// older ones were removed.
public struct SubjectOpener: Sendable {
  private enum Source: Sendable {
    case recipient(Certificate, PrivateKey)
    case key(segment: Int64, SegmentKey)
  }

  private let source: Source
  private var envelopes: [Int64: [UInt8]] = [:]
  private var keys: [Int64: SegmentKey] = [:]

  /// An opener with the key of a recipient.
  ///
  /// - Throws: ``Diagnostic/keyMismatch`` when it is the key of another certificate.
  public init(as recipient: Certificate, with key: PrivateKey) throws(CPSError) {
    guard key.publicKey == recipient.publicKey else {
      throw CPSError(.keyMismatch)
    }
    source = .recipient(recipient, key)
  }

  /// An opener with the key of one segment, such as `openssl cms -decrypt` recovered it.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` unless it has 32 bytes.
  public init(segment: Int64, key: consuming SecretBytes) throws(CPSError) {
    source = .key(segment: segment, try SegmentKey(key))
  }

  /// Keeps the sealed keys that an entry carries.
  public mutating func note(_ entry: AuditEntry) {
    guard let (segment, envelope) = entry.segmentEnvelope else { return }
    envelopes[segment] = envelope
  }

  /// The subject of an entry; nil when none is sealed in it, or in a segment that this opener has no key for.
  ///
  /// - Throws: ``Diagnostic/auditSealBroken`` when the entry's segment is unknown, the recipient's key does not open
  ///   it, or the subject was not sealed for this entry.
  public mutating func subject(of entry: AuditEntry) throws(CPSError) -> String? {
    guard let segment = entry.event.segment, let sealed = entry.event.sealedSubject else { return nil }
    guard let key = try key(of: segment, for: entry) else { return nil }
    guard let subject = try key.open(sealed, ofEntry: entry.sequence) else {
      throw Self.broken(entry, "its subject was not sealed for it")
    }
    return subject
  }

  private mutating func key(of segment: Int64, for entry: AuditEntry) throws(CPSError) -> SegmentKey? {
    if let known = keys[segment] { return known }
    switch source {
    case .key(let own, let key): return own == segment ? key : nil
    case .recipient(let recipient, let privateKey):
      guard let envelope = envelopes[segment] else {
        throw Self.broken(entry, "the key of segment \(segment) is missing")
      }
      let opened = try SealedContent(der: envelope).open(with: privateKey, of: recipient)
      guard let opened else { throw Self.broken(entry, "this key does not open segment \(segment)") }
      let key = try SegmentKey(opened)
      keys[segment] = key
      return key
    }
  }

  private static func broken(_ entry: AuditEntry, _ detail: String) -> CPSError {
    CPSError(.auditSealBroken, ["entry": String(entry.sequence), "detail": detail], reason: detail)
  }
}

extension AuditEntry {
  /// The number of a segment and its sealed key, if this entry opens one or carries one on.
  public var segmentEnvelope: (segment: Int64, envelope: [UInt8])? {
    guard event.kind == .segment, let envelope = event.sealedKey else { return nil }
    return (event.segment ?? sequence, envelope)
  }
}
