import CPSDiagnostics

/// One thing that is right or wrong with a service before it starts.
struct ServiceFinding: Sendable {
  /// What it is about, in the order in which a start meets it.
  enum Subject: String, Sendable {
    case configuration, trust, register, policy, tls, secrets, notices, audit, witness, database
  }

  /// What it means for the service.
  enum Standing: String, Sendable {
    /// As it should be.
    case fact
    /// It serves, with less safety.
    case remark
    /// It does not start, or lets nobody in.
    case obstacle
  }

  let subject: Subject
  let standing: Standing
  /// The row of the catalogue; nil for a fact.
  let error: CPSError?
  private let text: Bilingual
  private let values: [String: String]

  private init(_ subject: Subject, _ standing: Standing, _ error: CPSError) {
    self.subject = subject
    self.standing = standing
    self.error = error
    text = error.diagnostic.message
    values = error.values
  }

  private init(_ subject: Subject, fact text: Bilingual, _ values: [String: String]) {
    self.subject = subject
    standing = .fact
    error = nil
    self.text = text
    self.values = values
  }

  static func fact(_ subject: Subject, _ text: Bilingual, _ values: [String: String] = [:]) -> ServiceFinding
  {
    ServiceFinding(subject, fact: text, values)
  }

  static func remark(_ subject: Subject, _ error: CPSError) -> ServiceFinding {
    ServiceFinding(subject, .remark, error)
  }

  static func obstacle(_ subject: Subject, _ error: CPSError) -> ServiceFinding {
    ServiceFinding(subject, .obstacle, error)
  }

  /// The status with which a start would end; ``ExitStatus/success`` unless this is an obstacle.
  var exitStatus: ExitStatus { standing == .obstacle ? error?.diagnostic.exitStatus ?? .success : .success }

  /// What was found, in one language.
  func message(in language: Language) -> String { text.filled(in: language, with: values) }

  /// For people: a word for the standing, never a colour or a sign alone.
  func lines(in language: Language) -> [String] {
    guard let error else { return [message(in: language)] }
    let word =
      standing == .obstacle
      ? Bilingual(fr: "Obstacle :", en: "Obstacle:") : Bilingual(fr: "Remarque :", en: "Remark:")
    var lines = ["\(word[language]) \(message(in: language))"]
    if let reason = error.reason {
      lines.append(Bilingual(fr: "  Cause : ", en: "  Cause: ")[language] + PrintableText.escaped(reason))
    }
    return lines + [Bilingual(fr: "  Remède : ", en: "  Remedy: ")[language] + error.hint(in: language)]
  }

  /// The sum, for people.
  static func sum(_ obstacles: [ServiceFinding], in language: Language) -> String {
    guard !obstacles.isEmpty else {
      return Bilingual(
        fr: "Rien n’empêche le service de servir.", en: "Nothing keeps the service from serving.")[language]
    }
    return Bilingual(
      fr: "Le service ne peut pas servir ; obstacles : {count}.",
      en: "The service cannot serve; obstacles: {count}."
    ).filled(in: language, with: ["count": "\(obstacles.count)"])
  }
}
