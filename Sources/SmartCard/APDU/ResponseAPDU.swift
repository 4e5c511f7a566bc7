public import CPSDiagnostics

/// An answer of the card: data and status word.
public struct ResponseAPDU: Sendable, Hashable {
  /// The answer data.
  public let data: [UInt8]
  /// The status word.
  public let status: StatusWord

  /// An answer made of its parts.
  public init(data: [UInt8] = [], status: StatusWord) {
    self.data = data
    self.status = status
  }

  /// Reads the bytes of one exchange.
  ///
  /// - Throws: ``Diagnostic/malformedResponse`` below two bytes: PC/SC may report success with an empty
  ///   answer when the card dies in mid-command (attack case HC-07).
  public init(bytes: [UInt8]) throws(CPSError) {
    guard bytes.count >= 2 else {
      throw CPSError(.malformedResponse, reason: "\(bytes.count) bytes in answer")
    }
    data = Array(bytes.dropLast(2))
    status = StatusWord(bytes[bytes.count - 2], bytes[bytes.count - 1])
  }

  /// The answer as the bytes of one exchange.
  public var bytes: [UInt8] { data + [status.sw1, status.sw2] }

  /// The data, when the status is 9000.
  ///
  /// - Throws: ``Diagnostic/unexpectedStatus`` otherwise.
  public func requireSuccess() throws(CPSError) -> [UInt8] {
    guard status == .success else { throw CPSError(.unexpectedStatus, ["status": status.text]) }
    return data
  }
}
