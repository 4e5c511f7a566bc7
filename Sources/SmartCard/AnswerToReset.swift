public import CPSDiagnostics

/// An answer to reset, read by ISO/IEC 7816-3, clause 8.
public struct AnswerToReset: Sendable, Hashable {
  /// All bytes, TS first.
  public let bytes: [UInt8]
  /// The historical bytes.
  public let historicalBytes: [UInt8]
  /// The protocols offered, first offered first.
  public let protocols: [UInt8]
  /// TA1: clock rate conversion and baud rate adjustment; nil means the default, 372 and 1.
  public var interfaceByteTA1: UInt8? { interfaceGroups[0].ta }
  /// TA1 to TC1, TA2 to TC2 and so on; one group at least.
  public let interfaceGroups: [InterfaceBytes]

  /// Reads an answer to reset.
  ///
  /// - Throws: ``Diagnostic/notACPS`` when it breaks a rule: such a card is not one of ours
  ///   (attack case HC-27).
  public init(_ bytes: [UInt8]) throws(CPSError) {
    guard (2...33).contains(bytes.count), bytes[0] == 0x3B || bytes[0] == 0x3F else {
      throw Self.refusal("wrong length or TS")
    }
    var rest = bytes.dropFirst(2)
    var indicator = bytes[1]
    var protocols: [UInt8] = []
    var groups: [InterfaceBytes] = []
    while true {
      var group = InterfaceBytes()
      for (bit, part) in Self.interfaceBits where indicator & bit != 0 {
        guard let byte = rest.popFirst() else { throw Self.refusal("interface bytes cut short") }
        group[keyPath: part] = byte
      }
      groups.append(group)
      guard indicator & 0x80 != 0 else { break }
      guard let next = rest.popFirst() else { throw Self.refusal("interface bytes cut short") }
      protocols.append(next & 0x0F)
      indicator = next
    }
    let historicalCount = Int(bytes[1] & 0x0F)
    let hasCheck = protocols.contains { $0 != 0 }
    guard rest.count == historicalCount + (hasCheck ? 1 : 0) else {
      throw Self.refusal("historical bytes of the wrong length")
    }
    guard !hasCheck || bytes.dropFirst().reduce(0, ^) == 0 else { throw Self.refusal("wrong TCK") }
    self.bytes = bytes
    self.historicalBytes = Array(rest.prefix(historicalCount))
    self.protocols = protocols.isEmpty ? [0] : protocols
    self.interfaceGroups = groups
  }

  /// The bits of T0 and TDi that announce a byte, in the order of the bytes.
  private static var interfaceBits: [(UInt8, WritableKeyPath<InterfaceBytes, UInt8?>)] {
    [(0x10, \.ta), (0x20, \.tb), (0x40, \.tc)]
  }

  private static func refusal(_ reason: String) -> CPSError { CPSError(.notACPS, reason: "ATR: \(reason)") }
}
