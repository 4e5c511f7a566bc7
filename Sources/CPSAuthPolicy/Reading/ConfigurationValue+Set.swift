internal import CPSConfiguration
internal import CPSDiagnostics

extension ConfigurationValue {
  /// The elements of a list that is not empty, each once.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  func set<Element: Hashable>(
    _ read: (ConfigurationValue) throws(CPSError) -> Element
  ) throws(CPSError) -> Set<Element> {
    let values = try list()
    guard !values.isEmpty else { throw refusal("an empty list") }
    var elements: Set<Element> = []
    for value in values {
      guard elements.insert(try read(value)).inserted else { throw value.refusal("named twice") }
    }
    return elements
  }
}
