/// A speciality or know-how: a code of table R01 (OID 1.2.250.1.71.4.2.5), such as `SM26`.
public struct SpecialityCode: RawRepresentable, Sendable, Hashable {
  /// The longest code, in characters; table R01 needs 6.
  public static let maximumLength = 8

  /// The code: 1 to 8 of `A`–`Z` and `0`–`9`.
  public let rawValue: String

  /// A code; nil for another form.
  public init?(rawValue: String) {
    guard (1...Self.maximumLength).contains(rawValue.utf8.count),
      rawValue.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
    else { return nil }
    self.rawValue = rawValue
  }
}

extension SpecialityCode: Codable {
  /// Reads the code as one string, refusing any other form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let code = SpecialityCode(rawValue: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a speciality code")
    }
    self = code
  }

  /// Writes the code as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
