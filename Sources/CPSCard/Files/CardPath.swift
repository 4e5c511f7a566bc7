internal import CPSDiagnostics
internal import CPSPrimitives

/// A path in a card's file system: file identifiers of two bytes each (ISO/IEC 7816-4, clause 7.3.2).
struct CardPath: Sendable, Hashable {
  /// The identifier of the master file.
  private static let masterFileIdentifier: [UInt8] = [0x3F, 0x00]
  /// More levels than any card has.
  private static let maximumLength = 16

  let bytes: [UInt8]

  /// A path as a directory of the card gives it.
  ///
  /// - Throws: ``Diagnostic/malformedTLV`` unless it is one to eight identifiers.
  init(_ bytes: some Collection<UInt8>) throws(CPSError) {
    guard !bytes.isEmpty, bytes.count <= Self.maximumLength, bytes.count.isMultiple(of: 2) else {
      throw CPSError(.malformedTLV, reason: "a path of \(bytes.count) bytes")
    }
    self.bytes = Array(bytes)
  }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  static let masterFile = CardPath(unchecked: masterFileIdentifier)
  /// EF.DIR (ISO/IEC 7816-4, clause 12.2.2).
  static let directory = CardPath(unchecked: [0x3F, 0x00, 0x2F, 0x00])
  /// EF.SN.ICC (cps-card.md section 3.1).
  static let serialNumber = CardPath(unchecked: [0x3F, 0x00, 0xD0, 0x03])
  /// EF_ACTUA (cps-card.md section 3.1).
  static let validity = CardPath(unchecked: [0x3F, 0x00, 0xD0, 0x10])
  /// EF.ODF, relative to the application (ISO/IEC 7816-15, clause 7.5.1).
  static let objectDirectory = CardPath(unchecked: [0x50, 0x31])

  /// Whether it starts at the master file.
  var isAbsolute: Bool { bytes.starts(with: Self.masterFileIdentifier) }

  /// This path seen from `base`: itself when it is absolute.
  func resolved(from base: CardPath) throws(CPSError) -> CardPath {
    isAbsolute ? self : try CardPath(base.bytes + bytes)
  }

  /// The path from the master file on, as a CPS4 takes it.
  var bytesBelowMasterFile: [UInt8] {
    isAbsolute ? Array(bytes.dropFirst(Self.masterFileIdentifier.count)) : bytes
  }

  var text: String { Hexadecimal.encode(bytes) }
}
