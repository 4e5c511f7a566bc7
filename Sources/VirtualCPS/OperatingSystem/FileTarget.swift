/// A file that SELECT found: a dedicated file, and an elementary one in it unless the dedicated file is meant.
struct FileTarget {
  /// The identifier of the master file (ISO/IEC 7816-4, clause 7.3.1).
  static let masterFile: UInt16 = 0x3F00

  /// Identifiers below the master file.
  let directory: [UInt16]
  let file: UInt16?

  init(directory: [UInt16], file: UInt16? = nil) {
    self.directory = directory
    self.file = file
  }

  /// The identifiers that a path consists of; nil when it is cut in the middle of one.
  static func identifiers(in data: [UInt8]) -> [UInt16]? {
    guard data.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: data.count, by: 2).map { UInt16(data[$0]) << 8 | UInt16(data[$0 + 1]) }
  }
}
