internal import SmartCard

/// A row of supportedAlgorithms (PKCS#15 v1.1, clause 6.9): which algorithm reference MSE SET takes for what.
struct CardAlgorithm {
  let reference: UInt8
  /// The PKCS#11 mechanism.
  let mechanism: [UInt8]
  /// The bit of Operations: 1 compute signature, 5 decipher, 6 hash.
  let operation: Int
  let identifier: [UInt8]
  /// What MSE SET takes.
  let algorithmReference: UInt8

  /// Shaped after another IAS ECC card; the references are those that the official module sends
  /// (cps-card.md section 3.2).
  static let cps3: [CardAlgorithm] = [
    CardAlgorithm(1, [0x02, 0x20], 6, [0x2B, 0x0E, 0x03, 0x02, 0x1A], 0x10),
    CardAlgorithm(2, [0x02, 0x50], 6, [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01], 0x40),
    CardAlgorithm(3, [0x06], 1, pkcs1 + [0x05], 0x12), CardAlgorithm(4, [0x40], 1, pkcs1 + [0x0B], 0x42),
    CardAlgorithm(5, [0x01], 1, pkcs1 + [0x01], 0x02), CardAlgorithm(6, [0x01], 5, pkcs1 + [0x01], 0x1A),
  ]

  /// ASSUMED altogether; the references are those that the official module sends (cps-card.md section 6.4).
  static let cps4: [CardAlgorithm] = [
    CardAlgorithm(1, [0x06], 1, pkcs1 + [0x05], ChipDocAlgorithm.sha1PKCS1.rawValue),
    CardAlgorithm(2, [0x40], 1, pkcs1 + [0x0B], ChipDocAlgorithm.sha256PKCS1.rawValue),
    CardAlgorithm(3, [0x0E], 1, pkcs1 + [0x0A], ChipDocAlgorithm.sha1PSS.rawValue),
    CardAlgorithm(4, [0x43], 1, pkcs1 + [0x0A], ChipDocAlgorithm.sha256PSS.rawValue),
    CardAlgorithm(5, [0x03], 5, pkcs1 + [0x01], 0x00),
  ]

  /// 1.2.840.113549.1.1.
  private static let pkcs1: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01]

  private init(
    _ reference: UInt8, _ mechanism: [UInt8], _ operation: Int, _ identifier: [UInt8],
    _ algorithmReference: UInt8
  ) {
    self.reference = reference
    self.mechanism = mechanism
    self.operation = operation
    self.identifier = identifier
    self.algorithmReference = algorithmReference
  }

  var entry: [UInt8] {
    CPS3Files.sequence(
      TLVEncoding.object(0x02, [reference]), TLVEncoding.object(0x02, mechanism), [0x05, 0x00],
      CPS3Flags.bits([operation]), TLVEncoding.object(0x06, identifier),
      TLVEncoding.object(0x02, [algorithmReference]))
  }
}
