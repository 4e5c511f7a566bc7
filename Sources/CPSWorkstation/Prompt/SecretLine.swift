internal import CPSDiagnostics
internal import CPSPrimitives
internal import CSecret
internal import SmartCard
internal import Synchronization

/// Reads one secret line straight into locked memory, on a thread that may block.
enum SecretLine {
  /// Where the line comes from.
  enum Source: Sendable {
    /// A terminal, without echo.
    case terminal(FileDescriptor)
    /// A pipe or a file.
    case descriptor(FileDescriptor)
  }

  /// Longer than any PIN by one, so that a longer line is told apart.
  private static let capacity = PIN.maximumLength

  /// Carries a PIN from one thread to another, once.
  private final class Handover: Sendable {
    private let place = Mutex<PIN?>(nil)
    func put(_ pin: consuming PIN) {
      var carried: PIN? = consume pin
      place.withLock { held in swap(&held, &carried) }
    }
    func take() throws(CPSError) -> PIN {
      var carried: PIN?
      place.withLock { held in swap(&held, &carried) }
      guard let pin = carried.take() else { throw CPSError(.internalFault, reason: "no PIN handed over") }
      return pin
    }
  }

  /// The lowest that is not one of the standard three; 0 may be a pipe, but 1 and 2 are written to.
  private static let lowestOfOurOwn: Int32 = 3

  /// Takes over a descriptor that a calling program opened.
  ///
  /// - Throws: ``Diagnostic/pinDescriptorUnusable`` for standard output and standard error.
  static func descriptor(_ number: Int32) throws(CPSError) -> FileDescriptor {
    guard number == 0 || number >= lowestOfOurOwn else {
      throw CPSError(.pinDescriptorUnusable, ["number": "\(number)"])
    }
    return FileDescriptor(owning: number)
  }

  /// The line as a PIN.
  ///
  /// - Throws: ``Diagnostic/pinMalformed``, ``Diagnostic/cancelled``, ``Diagnostic/timedOut``,
  ///   ``Diagnostic/pinEntryUnavailable``.
  static func readPIN(from source: Source, atMost limit: Duration) async throws(CPSError) -> PIN {
    let handover = Handover()
    try await BlockingWork.run { () throws(CPSError) in
      handover.put(try PIN(try read(from: source, atMost: limit)))
    }
    return try handover.take()
  }

  private static func read(from source: Source, atMost limit: Duration) throws(CPSError) -> SecretBytes {
    let milliseconds = Int32(clamping: limit.milliseconds)
    return try SecretBytes(capacity: capacity) { (memory) throws(CPSError) in
      let buffer = memory.bindMemory(to: UInt8.self).baseAddress
      var count = 0
      let end =
        switch source {
        case .terminal(let file):
          csecret_read_terminal(file.number, buffer, memory.count, &count, milliseconds)
        case .descriptor(let file):
          csecret_read_descriptor(file.number, buffer, memory.count, &count, milliseconds)
        }
      try check(end)
      return count
    }
  }

  private static func check(_ end: csecret_end) throws(CPSError) {
    switch end {
    case CSECRET_LINE: return
    case CSECRET_CANCELLED, CSECRET_END_OF_INPUT: throw CPSError(.cancelled)
    case CSECRET_TIMED_OUT: throw CPSError(.timedOut, reason: "nothing was typed")
    case CSECRET_TOO_LONG: throw CPSError(.pinMalformed, ["length": "4-\(PIN.maximumLength)"])
    default: throw CPSError(.pinEntryUnavailable)
    }
  }
}
