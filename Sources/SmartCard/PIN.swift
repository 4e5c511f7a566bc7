public import CPSDiagnostics
public import CPSPrimitives

/// A PIN on its way from a person to the card: one owner, one use, wiped at the end.
///
/// It has no description, hash or coding, and its bytes leave only towards ``CardChannel/present(_:as:)`` and
/// the commands that replace a PIN. Attack case CA-06.
public struct PIN: ~Copyable, Sendable {
  /// The longest PIN that any CPS card could take, in digits.
  public static let maximumLength = 16

  private let digits: SecretBytes

  /// Takes over a secret that was typed.
  ///
  /// - Throws: ``Diagnostic/pinMalformed`` unless it is 4 to 16 ASCII digits.
  public init(_ digits: consuming SecretBytes) throws(CPSError) {
    let wellFormed = try digits.withBytes { bytes in
      bytes.count >= 4 && bytes.count <= Self.maximumLength
        && bytes.indices.allSatisfy { bytes[$0] >= 0x30 && bytes[$0] <= 0x39 }
    }
    guard wellFormed else { throw CPSError(.pinMalformed, ["length": "4-\(Self.maximumLength)"]) }
    self.digits = digits
  }

  /// The number of digits.
  public var count: Int { digits.count }

  /// Whether two entries are the same digits: a new PIN typed twice, or one that is no new PIN.
  ///
  /// Every digit is compared, wherever the first difference lies.
  ///
  /// - Throws: ``Diagnostic/processForked``.
  public static func areEqual(_ first: borrowing PIN, _ second: borrowing PIN) throws(CPSError) -> Bool {
    try first.withDigits { (first) throws(CPSError) in
      try second.withDigits { second in
        guard first.count == second.count else { return false }
        return first.indices.reduce(UInt8(0)) { $0 | (first[$1] ^ second[$1]) } == 0
      }
    }
  }

  /// Calls `body` with the digits in ASCII, which must not be kept beyond the call.
  ///
  /// - Throws: ``Diagnostic/processForked`` in a child of the process in which it was typed, or what `body` throws.
  borrowing func withDigits<Result: ~Copyable>(
    _ body: (Span<UInt8>) throws(CPSError) -> Result
  ) throws(CPSError) -> Result {
    try digits.withBytes(body)
  }
}
