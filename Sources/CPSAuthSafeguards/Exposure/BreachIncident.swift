public import CPSDiagnostics
public import CPSPrimitives

/// What an organisation knows of a breach beside what the audit log says: who it is, when it became aware, what it did.
public struct BreachIncident: Sendable, Hashable {
  /// How long a notification may take after the organisation became aware (GDPR, article 33, paragraph 1).
  public static let notificationLimit: Duration = .seconds(72 * 3_600)
  /// The longest text of one field, in characters.
  public static let maximumTextLength = 2_000

  /// The controller.
  public let controller: String
  /// The data-protection officer, with how to reach them.
  public let officer: String
  /// When the organisation became aware of the breach: from here the 72 hours run.
  public let awareAt: Timestamp
  /// What happened, in French.
  public let nature: String
  /// What it may lead to for the persons, in French.
  public let consequences: [String]
  /// What was done and will be done, in French.
  public let measures: [String]
  /// What the names of fields mean, in French.
  public let categories: [String: String]

  /// An incident.
  ///
  /// - Throws: ``Diagnostic/incidentInvalid`` with the name of a text that is missing, longer than
  ///   ``maximumTextLength`` or shows otherwise than it is written.
  public init(
    controller: String, officer: String, awareAt: Timestamp, nature: String, consequences: [String],
    measures: [String], categories: [String: String]
  ) throws(CPSError) {
    for (name, texts) in [
      ("controller", [controller]), ("officer", [officer]), ("nature", [nature]),
      ("consequences", consequences), ("measures", measures), ("categories", Array(categories.values)),
    ] {
      let isGood = texts.allSatisfy { text in
        (1...Self.maximumTextLength).contains(text.count) && PrintableText.escaped(text) == text
      }
      guard isGood, !texts.isEmpty || name == "categories" else {
        throw CPSError(.incidentInvalid, ["detail": name])
      }
    }
    self.controller = controller
    self.officer = officer
    self.awareAt = awareAt
    self.nature = nature
    self.consequences = consequences
    self.measures = measures
    self.categories = categories
  }

  /// Until when the authority is to be told.
  public var deadline: Timestamp { awareAt + Self.notificationLimit }

  /// Whole hours until the authority is to be told; below zero the hours that have begun since then.
  public func hoursLeft(at now: Timestamp) -> Int64 {
    let (left, hour) = ((deadline - now).milliseconds, Int64(3_600_000))
    return left < 0 ? (left - hour + 1) / hour : left / hour
  }

  /// What a field is called, in French; its own name where nobody said.
  func category(_ field: String) -> String { categories[field] ?? field }
}
