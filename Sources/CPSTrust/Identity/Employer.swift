/// The structure whose staff a card of an establishment names (igc-sante.md section 3.2).
public struct Employer: Sendable, Hashable, Codable {
  /// The structure's national identifier, from OU.
  public let identifier: StructureIdentifier
  /// Its name, from O: for people.
  public let name: String

  /// An employer from its parts; holding one proves nothing.
  public init(identifier: StructureIdentifier, name: String) {
    self.identifier = identifier
    self.name = name
  }
}
