/// Whose a virtual card is, as its data objects tell: a person who does not exist.
public struct VirtualCardHolder: Sendable, Hashable {
  /// The family name.
  public let surname: String
  /// The first name.
  public let givenName: String
  /// The national identifier, RPPS with its prefix 8.
  public let nationalIdentifier: String
  /// The code of the profession, table G15.
  public let profession: UInt8

  /// A person from what the card tells.
  public init(surname: String, givenName: String, nationalIdentifier: String, profession: UInt8) {
    self.surname = surname
    self.givenName = givenName
    self.nationalIdentifier = nationalIdentifier
    self.profession = profession
  }

  /// A physician without a name of its own, for cards in which nobody looks.
  public static let anybody = VirtualCardHolder(
    surname: "FICTIF", givenName: "SYNTHETIC", nationalIdentifier: "899900000000", profession: 10)
}
