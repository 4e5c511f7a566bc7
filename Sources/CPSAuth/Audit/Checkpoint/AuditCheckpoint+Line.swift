public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

extension AuditCheckpoint {
  private struct Line: Codable {
    let schema: Int
    let environment: TrustEnvironment
    let log: String
    let sequence: Int64
    let hash: String
    let time: Int64
    let key: String
    let signature: String
  }

  /// Reads the line of JSON that a witness keeps; who signed it is not judged.
  ///
  /// - Throws: ``Diagnostic/inputMalformed``.
  public init(reading line: String) throws(CPSError) {
    let line = try ProtocolJSON.decode(Line.self, from: Array(line.utf8), otherwise: .inputMalformed)
    guard line.schema == 1, line.sequence > 0, let hash = Hexadecimal.decode(line.hash), hash.count == 32,
      let key = Base64URL.decode(line.key), let signature = Base64URL.decode(line.signature)
    else { throw CPSError(.inputMalformed, ["detail": "checkpoint"], reason: "checkpoint line") }
    try self.init(
      line.environment, log: line.log, head: AuditHead(sequence: line.sequence, hash: hash),
      time: Timestamp(millisecondsSince1970: line.time), key: PublicKey(subjectPublicKeyInfo: key),
      signature: signature)
  }

  /// The line of JSON for a witness, without its end.
  ///
  /// - Throws: ``Diagnostic/internalFault``.
  public func text() throws(CPSError) -> String {
    let line = Line(
      schema: 1, environment: environment, log: log, sequence: head.sequence,
      hash: Hexadecimal.encode(head.hash), time: time.millisecondsSince1970,
      key: Base64URL.encode(key.subjectPublicKeyInfo), signature: Base64URL.encode(signature))
    return String(decoding: try ProtocolJSON.encode(line), as: UTF8.self)
  }
}
