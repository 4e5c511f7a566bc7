/// A transparent elementary file.
public struct VirtualCardFile: Codable, Sendable, Hashable {
  /// The file identifier.
  public let identifier: UInt16
  /// The short identifier, 1 to 30, for READ BINARY without SELECT.
  public let shortIdentifier: UInt8?
  /// The content; its length is the size of the file.
  @HexadecimalCoded public var content: [UInt8]
  /// Who may do what over the contacts.
  public let access: FileAccess
  /// Who may do what without contact.
  public let contactlessAccess: FileAccess

  /// A file from its parts.
  public init(
    _ identifier: UInt16, shortIdentifier: UInt8? = nil, content: [UInt8], access: FileAccess,
    contactlessAccess: FileAccess = FileAccess(read: .never)
  ) {
    self.identifier = identifier
    self.shortIdentifier = shortIdentifier
    self._content = HexadecimalCoded(wrappedValue: content)
    self.access = access
    self.contactlessAccess = contactlessAccess
  }
}
