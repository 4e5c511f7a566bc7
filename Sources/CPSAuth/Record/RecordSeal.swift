internal import CPSDiagnostics
internal import CPSProof
internal import OpenSSLKit

/// Seals what a store keeps of a record: an authentication code of 32 bytes, then the content as JSON.
///
/// The code covers kind, name and group, so that contents cannot be exchanged between records. Who can write into the
/// store alone can still put an earlier state of a record back, as who restores a backup does.
struct RecordSeal: Sendable {
  private static let codeLength = 32

  private let secret: ServiceSecret
  private let kind: RecordKind

  init(_ secret: ServiceSecret, for kind: RecordKind) {
    self.secret = secret
    self.kind = kind
  }

  /// Seals a content for its place.
  func seal(_ content: some Encodable, named name: String, group: String?) throws(CPSError) -> [UInt8] {
    let json = try ProtocolJSON.encode(content)
    return try secret.authenticationCode(of: message(json, name, group), for: .record) + json
  }

  /// The content of a record.
  ///
  /// - Throws: ``Diagnostic/storeCorrupt`` when this service did not seal it for its place.
  func open<Content: Decodable>(_ record: StoredRecord, as type: Content.Type) throws(CPSError) -> Content {
    let (code, json) = try parts(of: record)
    guard try secret.isValid(code, of: message(json, record.name, record.group), for: .record) else {
      throw broken(record)
    }
    return try ProtocolJSON.decode(type, from: json, otherwise: .storeUnavailable)
  }

  /// Whether a record bears the code of the present secret, and not of one that is on its way out.
  func isPresent(_ record: StoredRecord) throws(CPSError) -> Bool {
    let (code, json) = try parts(of: record)
    let present = try secret.authenticationCode(of: message(json, record.name, record.group), for: .record)
    return MessageAuthentication.areEqual(present, code)
  }

  private func parts(of record: StoredRecord) throws(CPSError) -> (code: [UInt8], json: [UInt8]) {
    guard record.content.count > Self.codeLength else { throw broken(record) }
    return (Array(record.content.prefix(Self.codeLength)), Array(record.content.dropFirst(Self.codeLength)))
  }

  /// Each part behind its length, so that no two records have one message.
  private func message(_ json: [UInt8], _ name: String, _ group: String?) -> [UInt8] {
    var message: [UInt8] = []
    for part in [kind.rawValue, name, group.map { "=" + $0 } ?? ""] {
      message += withUnsafeBytes(of: UInt32(part.utf8.count).bigEndian) { Array($0) } + Array(part.utf8)
    }
    return message + json
  }

  private func broken(_ record: StoredRecord) -> CPSError {
    CPSError(.storeCorrupt, ["detail": "\(record.kind.rawValue), version \(record.version)"])
  }
}
