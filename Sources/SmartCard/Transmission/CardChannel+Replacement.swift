public import CPSDiagnostics
internal import CPSPrimitives

/// The commands that give a PIN a new value: each is sent once, whatever the card answers.
///
/// All of them throw, with nothing sent, ``Diagnostic/pinMalformed`` for an old PIN and
/// ``Diagnostic/pinNewMalformed`` for a new one of a length that the card's directory excludes, and
/// ``Diagnostic/cardBudgetExceeded``; and ``Diagnostic/pinChangeUnknown`` when no verdict came back: the card
/// may have acted.
extension CardChannel {
  /// INS of CHANGE REFERENCE DATA (ISO/IEC 7816-4, clause 11.6.7).
  private static let changeReferenceData: UInt8 = 0x24
  /// INS of RESET RETRY COUNTER (ISO/IEC 7816-4, clause 11.6.10).
  private static let resetRetryCounter: UInt8 = 0x2C

  /// CHANGE REFERENCE DATA with the old PIN before the new one (P1 = 00).
  public mutating func change(
    _ old: borrowing PIN, to new: borrowing PIN, as reference: PINReference
  ) throws(CPSError) -> StatusWord {
    guard reference.lengths.contains(old.count) else {
      throw CPSError(.pinMalformed, ["length": reference.lengthText])
    }
    let lengths = try Self.fieldLengths(old.count, new.count, as: reference)
    let header = [
      reference.cla, Self.changeReferenceData, 0x00, reference.number, UInt8(lengths.reduce(0, +)),
    ]
    let command = try old.withDigits { (old) throws(CPSError) in
      try new.withDigits { (new) throws(CPSError) in
        try SecretBytes(capacity: header.count + lengths.reduce(0, +)) { memory in
          var end = Self.write(header, to: memory)
          end = Self.write(old, filledTo: lengths[0], as: reference, to: memory, at: end)
          return Self.write(new, filledTo: lengths[1], as: reference, to: memory, at: end)
        }
      }
    }
    return try deliverOnce(command)
  }

  /// CHANGE REFERENCE DATA with the new PIN alone (P1 = 01), of a PIN that was presented.
  public mutating func replace(
    with new: borrowing PIN, as reference: PINReference
  ) throws(CPSError) -> StatusWord {
    try send(new, by: Self.changeReferenceData, p1: 0x01, as: reference)
  }

  /// RESET RETRY COUNTER with the new PIN alone (P1 = 02), after the unblocking code was presented.
  public mutating func unblock(
    with new: borrowing PIN, as reference: PINReference
  ) throws(CPSError) -> StatusWord {
    try send(new, by: Self.resetRetryCounter, p1: 0x02, as: reference)
  }

  private mutating func send(
    _ new: borrowing PIN, by instruction: UInt8, p1: UInt8, as reference: PINReference
  ) throws(CPSError) -> StatusWord {
    let length = try Self.fieldLengths(new.count, as: reference)[0]
    let header = [reference.cla, instruction, p1, reference.number, UInt8(length)]
    let command = try new.withDigits { (new) throws(CPSError) in
      try SecretBytes(capacity: header.count + length) { memory in
        let end = Self.write(header, to: memory)
        return Self.write(new, filledTo: length, as: reference, to: memory, at: end)
      }
    }
    return try deliverOnce(command)
  }

  private mutating func deliverOnce(_ command: borrowing SecretBytes) throws(CPSError) -> StatusWord {
    try reserve(bytes: command.count + 2)
    return try command.withBytes { (bytes) throws(CPSError) in
      do throws(CPSError) {
        return try deliver(bytes).status
      } catch {
        throw CPSError(.pinChangeUnknown, reason: error.description)
      }
    }
  }

  /// How many bytes each PIN takes, the new one last.
  private static func fieldLengths(
    _ counts: Int..., as reference: PINReference
  ) throws(CPSError) -> [Int] {
    let lengths = counts.map { reference.commandLength(digits: $0) }
    guard let new = counts.last, reference.lengths.contains(new), lengths.reduce(0, +) <= maximumData else {
      throw CPSError(.pinNewMalformed, ["length": reference.lengthText])
    }
    return lengths
  }

  private static func write(_ header: [UInt8], to memory: UnsafeMutableRawBufferPointer) -> Int {
    memory.copyBytes(from: header)
    return header.count
  }

  private static func write(
    _ digits: Span<UInt8>, filledTo length: Int, as reference: PINReference,
    to memory: UnsafeMutableRawBufferPointer, at start: Int
  ) -> Int {
    for index in 0..<length {
      memory[start + index] = index < digits.count ? digits[index] : reference.padding?.filler ?? 0
    }
    return start + length
  }
}
