internal import CPCSCLite

/// What a call of the resource manager returned: 32 bits, whatever the width of `LONG`.
struct ReturnCode: RawRepresentable, Sendable, Hashable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ value: LONG) { rawValue = UInt32(truncatingIfNeeded: value) }

  static let success = ReturnCode(SCARD_S_SUCCESS)
  static let cancelled = ReturnCode(SCARD_E_CANCELLED)
  static let insufficientBuffer = ReturnCode(SCARD_E_INSUFFICIENT_BUFFER)
  static let invalidHandle = ReturnCode(SCARD_E_INVALID_HANDLE)
  static let noReaders = ReturnCode(SCARD_E_NO_READERS_AVAILABLE)
  static let noService = ReturnCode(SCARD_E_NO_SERVICE)
  static let notTransacted = ReturnCode(SCARD_E_NOT_TRANSACTED)
  static let protocolMismatch = ReturnCode(SCARD_E_PROTO_MISMATCH)
  static let removedCard = ReturnCode(SCARD_W_REMOVED_CARD)
  static let resetCard = ReturnCode(SCARD_W_RESET_CARD)
  static let securityViolation = ReturnCode(SCARD_W_SECURITY_VIOLATION)
  static let serviceStopped = ReturnCode(SCARD_E_SERVICE_STOPPED)
  static let sharingViolation = ReturnCode(SCARD_E_SHARING_VIOLATION)
  static let timeout = ReturnCode(SCARD_E_TIMEOUT)
  static let unknownReader = ReturnCode(SCARD_E_UNKNOWN_READER)

  /// Eight hexadecimal digits, and the name where the table has one.
  var text: String {
    let digits = String(rawValue, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: 8 - digits.count) + digits
    return ReturnCodeTable.row(of: self).map { "\($0.name), \(padded)" } ?? padded
  }
}
