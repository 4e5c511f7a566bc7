public import CPSDiagnostics

/// One data object of a card: what its directory says of it, and its content.
///
/// The forms of the contents stand in a document that is not public: they are kept as bytes, of which only
/// what ASN.1 itself calls a text is read as one.
public struct CardDataObject: Sendable, Hashable {
  /// What is known of the content.
  public enum Content: Sendable, Hashable {
    /// It was read.
    case bytes([UInt8])
    /// Only the PIN opens it, and none was presented.
    case closed
    /// It could not be read.
    case unreadable(Diagnostic)
  }

  /// What the issuer calls it, as it stands on the card: show it through `PrintableText`.
  public let label: String?
  /// What it is, by its label.
  public let kind: CardDataKind
  /// The application that it belongs to, "CPS" on known cards: show it through `PrintableText`.
  public let application: String?
  /// Whether the PIN guards it.
  public let isPrivate: Bool
  /// Whether the card admits that it is written.
  public let isModifiable: Bool
  /// What it holds.
  public let content: Content

  init(_ entry: DataObjectEntry, content: Content) {
    label = entry.attributes.label
    kind = CardDataKind(label: entry.attributes.label)
    application = entry.application
    isPrivate = entry.attributes.isPrivate
    isModifiable = entry.attributes.isModifiable
    self.content = content
  }

  init(label: String, content: Content) {
    self.label = label
    kind = CardDataKind(label: label)
    application = nil
    isPrivate = true
    isModifiable = false
    self.content = content
  }

  /// The texts in the content, in their order: show them through `PrintableText` (attack case HC-34).
  ///
  /// Empty when it was not read, or is not ASN.1 throughout.
  public var texts: [String] {
    guard case .bytes(let bytes) = content else { return [] }
    return ASN1Text.all(in: bytes)
  }

  /// Whether the content was read and is nothing but filling, as an object that was never written.
  public var isBlank: Bool {
    guard case .bytes(let bytes) = content, let first = bytes.first else { return content == .bytes([]) }
    return (first == 0x00 || first == 0xFF) && bytes.allSatisfy { $0 == first }
  }
}
