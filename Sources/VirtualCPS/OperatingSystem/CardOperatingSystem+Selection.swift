internal import SmartCard

/// SELECT (ISO/IEC 7816-4, clause 11.2.2; cps-card.md section 2.2).
extension CardOperatingSystem {
  private static let masterFile: UInt16 = 0x3F00

  /// Finds a file by name, identifier or path and makes it current; a file that is not there changes nothing.
  mutating func select(_ command: ReceivedCommand) -> Outcome {
    guard [0x00, 0x04, 0x0C].contains(command.p2) else { return .status(.wrongParameters) }
    guard let target = target(of: command) else {
      return .status([0x00, 0x02, 0x04, 0x09].contains(command.p1) ? .fileNotFound : .wrongParameters)
    }
    state.enter(target.directory, file: target.file)
    // The root application, asked for with P2 = 00, answers 9000 alone (REAL); for other files the answer to
    // P2 = 00 is ASSUMED to be the same.
    guard command.p2 == 0x04 else { return .done }
    return .result(currentFile?.controlParameters ?? currentDirectory.controlParameters)
  }

  private typealias Target = (directory: [UInt16], file: UInt16?)

  private func target(of command: ReceivedCommand) -> Target? {
    switch command.p1 {
    case 0x00: byIdentifier(command.data)
    case 0x02: inCurrentDirectory(command.data)
    case 0x04: image.masterFile.path(named: command.data).map { ($0, nil) }
    case 0x09: byPath(command.data)
    default: nil
    }
  }

  /// The master file, or what lies right under the current dedicated file.
  private func byIdentifier(_ data: [UInt8]) -> Target? {
    guard let identifiers = Self.identifiers(in: data) else { return nil }
    return identifiers.isEmpty ? ([], nil) : inCurrentDirectory(data)
  }

  /// What lies right under the current dedicated file; 3F00 is found here too (CONF-O: OpenSC goes to the
  /// master file so before it asks for PIN objects).
  private func inCurrentDirectory(_ data: [UInt8]) -> Target? {
    guard let identifiers = Self.identifiers(in: data), identifiers.count == 1 else { return nil }
    if identifiers == [Self.masterFile] { return ([], nil) }
    return resolve(identifiers, from: state.directory)
  }

  /// A path from the current dedicated file; one that begins with 3F00 is taken from the master file, wherever
  /// the card stands (REAL, cps-card.md section 2.2).
  private func byPath(_ data: [UInt8]) -> Target? {
    guard let identifiers = Self.identifiers(in: data), let first = identifiers.first else { return nil }
    return first == Self.masterFile
      ? resolve(Array(identifiers.dropFirst()), from: []) : resolve(identifiers, from: state.directory)
  }

  private func resolve(_ identifiers: [UInt16], from directory: [UInt16]) -> Target? {
    let path = directory + identifiers
    if image.masterFile.directory(at: path) != nil { return (path, nil) }
    guard let last = identifiers.last, let parent = image.masterFile.directory(at: path.dropLast()),
      parent.files.contains(where: { $0.identifier == last })
    else { return nil }
    return (Array(path.dropLast()), last)
  }

  private static func identifiers(in data: [UInt8]) -> [UInt16]? {
    guard data.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: data.count, by: 2).map { UInt16(data[$0]) << 8 | UInt16(data[$0 + 1]) }
  }
}
