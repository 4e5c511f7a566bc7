/// The bytes of one command as each protocol wants them (ISO/IEC 7816-3, clause 12).
enum TPDU {
  /// Case 1 carries P3 = 00 on T=0 and nothing on T=1; Le is left out of a case 4 command on T=0, where the
  /// data is fetched by GET RESPONSE.
  static func bytes(of command: CommandAPDU, on wire: TransmissionProtocol) -> [UInt8] {
    var bytes = [command.cla, command.ins, command.p1, command.p2]
    let le = command.expectedLength.map { UInt8(truncatingIfNeeded: $0) }
    if !command.data.isEmpty {
      bytes.append(UInt8(command.data.count))
      bytes += command.data
      if wire == .t1, let le { bytes.append(le) }
    } else if let le {
      bytes.append(le)
    } else if wire == .t0 {
      bytes.append(0)
    }
    return bytes
  }
}
