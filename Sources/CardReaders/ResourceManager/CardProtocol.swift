internal import CPCSCLite
internal import SmartCard

/// The protocol that the resource manager says is in force (SCARD_PROTOCOL_…).
struct CardProtocol: RawRepresentable, Sendable, Hashable {
  let rawValue: UInt32

  /// None: the card was reset, and nobody has reconnected.
  static let undefined = CardProtocol(rawValue: UInt32(SCARD_PROTOCOL_UNDEFINED))
  static let t0 = CardProtocol(rawValue: UInt32(SCARD_PROTOCOL_T0))
  static let t1 = CardProtocol(rawValue: UInt32(SCARD_PROTOCOL_T1))

  var transmissionProtocol: TransmissionProtocol { self == .t1 ? .t1 : .t0 }
}
