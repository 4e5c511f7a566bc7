internal import CPSAuthSafeguards
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSPrimitives

/// What an organisation knows of a breach, in a YAML file (docs/safeguards/exposure.md).
enum IncidentFile {
  /// Reads it.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` with line and column; ``Diagnostic/inputMissing``;
  ///   ``Diagnostic/incidentInvalid``.
  static func read(_ path: String) throws(CPSError) -> BreachIncident {
    try ConfigurationReader.read(file: path) { (reader) throws(CPSError) in
      let aware = try reader.required("aware")
      guard let awareAt = Timestamp(rfc3339: try aware.string()) else {
        throw aware.refusal("a moment as RFC 3339 writes it is expected: 2022-03-14T09:00:00Z")
      }
      return try BreachIncident(
        controller: try reader.required("controller").string(),
        officer: try reader.required("officer").string(), awareAt: awareAt,
        nature: try reader.required("nature").string(),
        consequences: try texts(try reader.required("consequences")),
        measures: try texts(try reader.required("measures")),
        categories: try categories(try reader.required("fields")))
    }
  }

  private static func texts(_ value: ConfigurationValue) throws(CPSError) -> [String] {
    var texts: [String] = []
    for element in try value.list() { texts.append(try element.string()) }
    return texts
  }

  private static func categories(_ value: ConfigurationValue) throws(CPSError) -> [String: String] {
    try value.section { (section) throws(CPSError) in
      var names: [String: String] = [:]
      for (key, value) in section.all() { names[key] = try value.string() }
      return names
    }
  }
}
