public import CPSDiagnostics

/// Makes messages of what waits in the outbox: the texts of the templates, filled.
public struct NoticeComposer: Sendable {
  /// Fills the places that only a holder of a secret can, from what the notice itself says.
  ///
  /// So a code is in no record: it is computed again from the name of what it opens.
  public typealias Completion =
    @Sendable (_ values: [String: NoticeValue]) throws(CPSError) -> [String: NoticeValue]

  /// The templates that every service has.
  public static let standardTemplates: [NoticeTemplate] = [.login, .loginDigest, .contactReplaced]

  private let templates: [String: NoticeTemplate]
  private let completions: [String: Completion]
  private let sender: MailAddress
  private let service: String
  private let help: String

  /// A composer.
  ///
  /// - Parameters:
  ///   - templates: all that may be queued.
  ///   - sender: from whom notices come; its domain is that of their Message-IDs.
  ///   - service: how the texts name the service.
  ///   - help: whom to turn to: a telephone number, an address.
  ///   - completions: what fills ``NoticeTemplate/placesAtDelivery``, by the name of the template.
  /// - Throws: ``Diagnostic/noticeContentInvalid`` when `service` or `help` could not be shown as it is written.
  public init(
    _ templates: [NoticeTemplate] = standardTemplates, from sender: MailAddress, service: String,
    help: String, completing completions: [String: Completion] = [:]
  ) throws(CPSError) {
    for text in [service, help] {
      guard (1...200).contains(text.count), PrintableText.escaped(text) == text else {
        throw CPSError(.noticeContentInvalid, ["detail": "service, help"])
      }
    }
    self.templates = Dictionary(templates.map { ($0.name, $0) }) { first, _ in first }
    self.completions = completions
    self.sender = sender
    self.service = service
    self.help = help
  }

  /// The message of a notice.
  ///
  /// - Throws: ``Diagnostic/noticeContentInvalid`` when its template is not known here, or stays with an empty place.
  func message(of notice: StoredNotice, named name: String) throws(CPSError) -> NoticeMessage {
    guard let template = templates[notice.template] else {
      throw CPSError(.noticeContentInvalid, ["detail": notice.template], reason: "template not known")
    }
    var values = notice.values
    let completed = try completions[template.name]?(values) ?? [:]
    values.merge(completed) { own, _ in own }
    values["service"] = NoticeValue(service)
    values["help"] = NoticeValue(help)
    let needed = template.places.union(template.placesAtDelivery)
    guard needed.isSubset(of: values.keys) else {
      throw CPSError(.noticeContentInvalid, ["detail": template.name], reason: "a place stays empty")
    }
    let domain = sender.text.split(separator: "@").last ?? ""
    return NoticeMessage(
      id: "\(name)@\(domain)", from: sender, to: notice.recipient, template: template.name,
      subject: template.subject,
      body: Bilingual(
        fr: Self.fill(template.body.french, values, .french),
        en: Self.fill(template.body.english, values, .english)), queuedAt: notice.queuedAt)
  }

  /// Fills the places of a text; what a value holds is not looked at for places again.
  private static func fill(
    _ text: String, _ values: [String: NoticeValue], _ language: Language
  ) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      result += values[String(rest[rest.index(after: open)..<close])]?[language] ?? "?"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
