public import CPSDiagnostics
internal import FoundationEssentials
internal import SmartCard

/// Everything about a virtual card that outlasts its power, counters included.
public struct VirtualCardImage: Codable, Sendable, Hashable {
  static let currentFormat = "cpsauth-virtual-card-1"
  /// The offset of READ BINARY has 15 bits (ISO/IEC 7816-4, clause 11.3.2).
  private static let maximumFileSize = 0x8000

  /// Names the layout of the file, so that a foreign one is told apart.
  public let format: String
  /// Which kind of card it is; nil for one that is no CPS.
  public let generation: VirtualCardGeneration?
  /// The answer to reset.
  @HexadecimalCoded public var answerToReset: [UInt8]
  /// The eight digits of the serial number.
  public let serialDigits: String
  /// The master file.
  public var masterFile: VirtualCardDirectory
  /// The files that a CPS3 shows as a CPS2ter; nil when it shows none.
  public var formerView: VirtualCardDirectory?
  /// The PIN objects, which all lie in the master file.
  public var pins: [VirtualCardPIN]
  /// Which PIN fulfils user authentication in which security environment.
  public let environments: [SecurityEnvironmentRule]
  /// What is particular about this card; nil when nothing is.
  public var traits: VirtualCardTraits?

  /// Binds a security environment to the PIN that opens it.
  public struct SecurityEnvironmentRule: Codable, Sendable, Hashable {
    /// The number of the security environment.
    public let environment: UInt8
    /// The number of the PIN object.
    public let pin: UInt8

    /// A binding.
    public init(environment: UInt8, pin: UInt8) {
      self.environment = environment
      self.pin = pin
    }
  }

  init(
    generation: VirtualCardGeneration?, answerToReset: [UInt8], serialDigits: String,
    masterFile: VirtualCardDirectory, formerView: VirtualCardDirectory? = nil, pins: [VirtualCardPIN],
    environments: [SecurityEnvironmentRule]
  ) {
    self.format = Self.currentFormat
    self.generation = generation
    self._answerToReset = HexadecimalCoded(wrappedValue: answerToReset)
    self.serialDigits = serialDigits
    self.masterFile = masterFile
    self.formerView = formerView
    self.pins = pins
    self.environments = environments
  }

  /// Reads the JSON text of an image.
  ///
  /// - Throws: ``Diagnostic/virtualCardInvalid`` when it is not one, or contradicts itself.
  public init(json: [UInt8]) throws(CPSError) {
    let image: VirtualCardImage
    do {
      image = try JSONDecoder().decode(VirtualCardImage.self, from: Data(json))
    } catch let error as DecodingError {
      throw Self.refusal(Self.remark(on: error))
    } catch {
      throw Self.refusal("not readable as JSON")
    }
    try image.check()
    self = image
  }

  /// The JSON text: sorted keys, so that equal images give equal files.
  ///
  /// - Throws: ``Diagnostic/internalFault`` when the encoder fails.
  public func json() throws(CPSError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      return Array(try encoder.encode(self))
    } catch {
      throw CPSError(.internalFault, reason: "virtual card image does not encode")
    }
  }

  /// Whether the card is reached without contact.
  var isContactless: Bool { generation?.isContactless == true }

  /// A clock for the wire to this card; nil without contact, where the reader makes the answer to reset up and
  /// nothing in it tells of speed.
  ///
  /// - Throws: ``Diagnostic/notACPS`` for an answer to reset that is malformed.
  public func wireClock(parameters: WireParameters = WireParameters()) throws(CPSError) -> WireClock? {
    isContactless ? nil : try WireClock(answerToReset: answerToReset, parameters: parameters)
  }

  /// Puts EF_ACTUA into the master file, or takes it away.
  public mutating func put(_ updateFile: CardUpdateFile) {
    masterFile.files.removeAll { $0.identifier == CardUpdateFile.identifier }
    if let file = updateFile.file { masterFile.files.append(file) }
  }

  /// The PIN object `number`.
  func pin(_ number: UInt8) -> VirtualCardPIN? { pins.first { $0.number == number } }

  private func check() throws(CPSError) {
    guard format == Self.currentFormat else { throw Self.refusal("format \(format)") }
    guard (try? AnswerToReset(answerToReset)) != nil else { throw Self.refusal("answer to reset") }
    guard Set(pins.map(\.number)).count == pins.count else { throw Self.refusal("PIN object doubled") }
    for pin in pins {
      guard (1...15).contains(pin.maximumTries), pin.triesLeft <= pin.maximumTries,
        (4...16).contains(pin.digits.utf8.count), pin.digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { throw Self.refusal("PIN object \(pin.number)") }
    }
    try Self.check(masterFile, depth: 0)
    if let formerView { try Self.check(formerView, depth: 0) }
  }

  private static func check(_ directory: VirtualCardDirectory, depth: Int) throws(CPSError) {
    let identifiers = directory.files.map(\.identifier) + directory.directories.map(\.identifier)
    guard depth < 8, Set(identifiers).count == identifiers.count else { throw refusal("file tree") }
    guard directory.files.allSatisfy({ $0.content.count <= maximumFileSize }) else {
      throw refusal("file too long")
    }
    for child in directory.directories { try check(child, depth: depth + 1) }
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.virtualCardInvalid, ["detail": detail], reason: detail)
  }

  private static func remark(on error: DecodingError) -> String {
    let place =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        context.codingPath.map(\.stringValue).joined(separator: ".")
      @unknown default: ""
      }
    return place.isEmpty ? "not an image" : "at \(place)"
  }
}
