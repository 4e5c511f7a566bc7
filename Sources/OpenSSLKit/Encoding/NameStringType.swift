/// The ASN.1 string types of names whose text is read (ITU-T X.680, clause 41), by their tags.
public enum NameStringType: UInt8, Sendable, CaseIterable {
  case utf8 = 0x0C
  case numeric = 0x12
  case printable = 0x13
  case ia5 = 0x16

  init?(tag: UInt8) { self.init(rawValue: tag) }

  /// The text of `contents`; nil for bytes outside the repertoire.
  func text(of contents: ArraySlice<UInt8>) -> String? {
    guard isWithinRepertoire(contents) else { return nil }
    return String(validating: contents, as: UTF8.self)
  }

  private func isWithinRepertoire(_ contents: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .utf8: true
    case .numeric: contents.allSatisfy { $0 == 0x20 || (0x30...0x39).contains($0) }
    case .printable: contents.allSatisfy(Self.printableCharacters.contains)
    case .ia5: contents.allSatisfy { $0 < 0x80 }
    }
  }

  private static let printableCharacters = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?".utf8)
}
