extension ObjectIdentifier {
  /// An identifier that somebody typed; nil for text that is none, or that has no encoding.
  public init?(dotted text: String) {
    self.init(stringLiteral: text)
    guard let contents = derContents, let read = ObjectIdentifier(derContents: contents[...]), read == self
    else { return nil }
  }
}
