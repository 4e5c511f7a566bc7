internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit
internal import SmartCard

/// What cards of every generation have: files, PIN objects, keys and the wire, spoken to by the commands of one.
struct CardOperatingSystem {
  /// What outlasts the power.
  private(set) var image: VirtualCardImage
  /// What does not.
  var state = VolatileState()

  let wire: TransmissionProtocol
  let random: any RandomSource
  /// The keys of each dedicated file, read once.
  private let keys: [KeyName: PrivateKey]
  private let storage: (any VirtualCardStorage)?
  private let commands: any CommandSet

  private struct KeyName: Hashable {
    let directory: [UInt16]
    let reference: UInt8
  }

  /// Boots a card from its image.
  ///
  /// - Throws: ``Diagnostic/virtualCardInvalid`` when a key of the image cannot be read.
  init(
    image: VirtualCardImage, storage: (any VirtualCardStorage)?, random: any RandomSource
  ) throws(CPSError) {
    self.image = image
    self.storage = storage
    self.random = random
    commands = image.generation?.commands ?? ForeignCommands()
    wire = .negotiated(from: try AnswerToReset(image.answerToReset))
    var keys: [KeyName: PrivateKey] = [:]
    try Self.readKeys(of: image.masterFile, at: [], into: &keys)
    self.keys = keys
  }

  /// Answers one command as it stands on the wire.
  mutating func answer(_ bytes: [UInt8]) -> [UInt8] {
    guard let command = ReceivedCommand(bytes, on: wire) else { return status(.wrongLength) }
    if let refusal = commands.refusal(ofClass: command.cla, on: self) {
      state.chain = nil
      return status(refusal)
    }
    if command.ins == Instruction.getResponse { return getResponse(command) }
    state.waiting = []
    return onTheWire(execute(command), answering: command)
  }

  /// Changes the image for good.
  ///
  /// - Returns: whether the change was kept; when not, the card goes on as if it had not been made.
  mutating func persist(_ change: (inout VirtualCardImage) -> Void) -> Bool {
    var changed = image
    change(&changed)
    do throws(CPSError) {
      try storage?.save(changed)
    } catch {
      return false
    }
    image = changed
    return true
  }

  /// The current dedicated file.
  var currentDirectory: VirtualCardDirectory {
    image.masterFile.directory(at: state.directory) ?? image.masterFile
  }

  /// The current elementary file, nil when there is none.
  var currentFile: VirtualCardFile? {
    state.file.flatMap { identifier in currentDirectory.files.first { $0.identifier == identifier } }
  }

  /// A key of the current dedicated file: key references are local to it (cps-card.md section 6.1).
  func currentKey(_ reference: UInt8) -> (rules: VirtualCardKey, key: PrivateKey)? {
    guard let rules = currentDirectory.keys.first(where: { $0.reference == reference }),
      let key = keys[KeyName(directory: state.directory, reference: reference)]
    else { return nil }
    return (rules, key)
  }

  /// The key that MSE SET chose, if it is still at hand.
  func chosenKey(_ template: VolatileState.ControlReferenceTemplate) -> (
    rules: VirtualCardKey, key: PrivateKey
  )? {
    state.templates[template]?.key.flatMap(currentKey)
  }

  /// What SELECT answers for the file that is current.
  var controlParameters: [UInt8] {
    currentFile?.controlParameters ?? currentDirectory.controlParameters
  }

  /// The file at a path below `directory`; nil when there is none.
  func resolve(_ identifiers: [UInt16], from directory: [UInt16]) -> FileTarget? {
    let path = directory + identifiers
    if image.masterFile.directory(at: path) != nil { return FileTarget(directory: path) }
    guard let last = identifiers.last, let parent = image.masterFile.directory(at: path.dropLast()),
      parent.files.contains(where: { $0.identifier == last })
    else { return nil }
    return FileTarget(directory: Array(path.dropLast()), file: last)
  }

  /// The rules of `file` over the interface by which this card is reached.
  func access(to file: VirtualCardFile) -> FileAccess {
    image.isContactless ? file.contactlessAccess : file.access
  }

  /// Whether what was presented so far fulfils `condition`.
  func fulfils(_ condition: SecurityCondition) -> Bool {
    if condition == .always { return true }
    guard let environment = condition.userAuthenticationEnvironment else { return false }
    return image.environments.contains {
      $0.environment == environment && state.verified.contains($0.pin)
    }
  }

  private mutating func execute(_ command: ReceivedCommand) -> Outcome {
    switch link(command) {
    case .refused(let status): .status(status)
    case .kept: .done
    case .whole(let command): commands.execute(command, on: &self)
    }
  }

  /// 8 random bytes (cps-card.md section 4).
  func getChallenge(_ command: ReceivedCommand) -> Outcome {
    guard command.parameters == 0 else { return .status(.wrongParameters) }
    guard let bytes = try? random.bytes(8) else { return .status(.memoryFailure) }
    return .result(bytes)
  }

  private func status(_ status: StatusWord) -> [UInt8] { [status.sw1, status.sw2] }

  private static func readKeys(
    of directory: VirtualCardDirectory, at path: [UInt16], into keys: inout [KeyName: PrivateKey]
  ) throws(CPSError) {
    for key in directory.keys {
      do throws(CPSError) {
        keys[KeyName(directory: path, reference: key.reference)] = try PrivateKey(pkcs8: key.privateKey)
      } catch {
        throw CPSError(.virtualCardInvalid, ["detail": "key \(key.reference)"], reason: error.reason)
      }
    }
    for child in directory.directories {
      try readKeys(of: child, at: path + [child.identifier], into: &keys)
    }
  }
}
