internal import SmartCard

/// SELECT (ISO/IEC 7816-4, clause 11.2.2; cps-card.md section 2.2).
extension IASCommands {
  /// Finds a file by name, identifier or path and makes it current; a file that is not there changes nothing.
  func select(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard [0x00, 0x04, 0x0C].contains(command.p2) else { return .status(.wrongParameters) }
    guard let target = target(of: command, on: card) else {
      return .status([0x00, 0x02, 0x04, 0x09].contains(command.p1) ? .fileNotFound : .wrongParameters)
    }
    card.state.enter(target.directory, file: target.file)
    // The root application, asked for with P2 = 00, answers 9000 alone (REAL); for other files the answer to
    // P2 = 00 is ASSUMED to be the same.
    guard command.p2 == 0x04 else { return .done }
    return .result(card.controlParameters)
  }

  private func target(of command: ReceivedCommand, on card: CardOperatingSystem) -> FileTarget? {
    switch command.p1 {
    case 0x00: byIdentifier(command.data, on: card)
    case 0x02: inCurrentDirectory(command.data, on: card)
    case 0x04: card.image.masterFile.path(named: command.data).map { FileTarget(directory: $0) }
    case 0x09: byPath(command.data, on: card)
    default: nil
    }
  }

  /// The master file, or what lies right under the current dedicated file.
  private func byIdentifier(_ data: [UInt8], on card: CardOperatingSystem) -> FileTarget? {
    data.isEmpty ? FileTarget(directory: []) : inCurrentDirectory(data, on: card)
  }

  /// What lies right under the current dedicated file; 3F00 is found here too (CONF-O: OpenSC goes to the
  /// master file so before it asks for PIN objects).
  private func inCurrentDirectory(_ data: [UInt8], on card: CardOperatingSystem) -> FileTarget? {
    guard let identifiers = FileTarget.identifiers(in: data), identifiers.count == 1 else { return nil }
    if identifiers == [FileTarget.masterFile] { return FileTarget(directory: []) }
    return card.resolve(identifiers, from: card.state.directory)
  }

  /// A path from the current dedicated file; one that begins with 3F00 is taken from the master file, wherever
  /// the card stands (REAL, cps-card.md section 2.2).
  private func byPath(_ data: [UInt8], on card: CardOperatingSystem) -> FileTarget? {
    guard let identifiers = FileTarget.identifiers(in: data), let first = identifiers.first else {
      return nil
    }
    return first == FileTarget.masterFile
      ? card.resolve(Array(identifiers.dropFirst()), from: [])
      : card.resolve(identifiers, from: card.state.directory)
  }
}
