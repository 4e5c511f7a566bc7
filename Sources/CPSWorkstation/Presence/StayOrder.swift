public import CPSCard
internal import CPSDiagnostics
internal import CPSProof

/// Which card the agent is to watch after a login.
public struct StayOrder: Sendable, Hashable {
  /// The name of the reader.
  public let reader: String
  /// The card.
  public let serial: CardSerial
  /// Its generation, which says how it is asked for its serial.
  public let generation: CardGeneration

  /// An order from its parts.
  public init(reader: String, serial: CardSerial, generation: CardGeneration) {
    self.reader = reader
    self.serial = serial
    self.generation = generation
  }
}

extension StayOrder: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case reader, serial, generation
  }

  /// Reads the form in which a command names it to the agent.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .agentUnavailable)
    reader = try container.string(.reader)
    serial = try container.value(.serial)
    generation = try container.value(.generation)
  }

  /// Writes the form in which a command names it to the agent.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(reader, forKey: .reader)
    try container.encode(serial, forKey: .serial)
    try container.encode(generation, forKey: .generation)
  }
}
