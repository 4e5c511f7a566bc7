internal import SmartCard

/// READ BINARY and UPDATE BINARY (ISO/IEC 7816-4, clause 11.3).
extension CardOperatingSystem {
  /// Reads from the current file, or from the one that P1 names by its short identifier.
  mutating func readBinary(_ command: ReceivedCommand) -> Outcome {
    guard command.data.isEmpty, command.expectedLength != nil else { return .status(.wrongLength) }
    switch locate(command) {
    case .failure(let refusal): return .status(refusal.status)
    case .success(let place):
      guard fulfils(access(to: place.file).read) else { return .status(.securityNotSatisfied) }
      guard place.offset < place.file.content.count else { return .status(.wrongOffset) }
      return .restOfFile(Array(place.file.content.dropFirst(place.offset)))
    }
  }

  /// Writes into the current file, whose size never changes.
  mutating func updateBinary(_ command: ReceivedCommand) -> Outcome {
    guard !command.data.isEmpty else { return .status(.wrongLength) }
    switch locate(command) {
    case .failure(let refusal): return .status(refusal.status)
    case .success(let place):
      guard fulfils(access(to: place.file).update) else { return .status(.securityNotSatisfied) }
      guard place.offset < place.file.content.count else { return .status(.wrongOffset) }
      guard place.offset + command.data.count <= place.file.content.count else {
        return .status(.wrongLength)
      }
      let directory = state.directory[...]
      let isKept = persist {
        $0.masterFile.write(command.data, at: place.offset, of: place.file.identifier, in: directory)
      }
      return isKept ? .done : .status(.memoryFailure)
    }
  }

  private struct Place {
    let file: VirtualCardFile
    let offset: Int
  }

  private struct Refusal: Error {
    let status: StatusWord
  }

  /// Bit 8 of P1 tells a short identifier and an offset of 8 bits from an offset of 15 bits.
  private mutating func locate(_ command: ReceivedCommand) -> Result<Place, Refusal> {
    guard command.p1 & 0x80 != 0 else {
      guard let file = currentFile else { return .failure(Refusal(status: .noCurrentFile)) }
      return .success(Place(file: file, offset: Int(command.parameters)))
    }
    guard command.p1 & 0x60 == 0 else { return .failure(Refusal(status: .wrongParameters)) }
    let short = command.p1 & 0x1F
    guard let file = currentDirectory.files.first(where: { $0.shortIdentifier == short }) else {
      return .failure(Refusal(status: .fileNotFound))
    }
    state.file = file.identifier
    return .success(Place(file: file, offset: Int(command.p2)))
  }
}
