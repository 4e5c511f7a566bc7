internal import CPSCard
internal import CPSDiagnostics
internal import FoundationEssentials

/// The data objects of a card for programs.
struct CardDataLine: Encodable {
  /// One object; `content` is Base64 (RFC 4648, clause 4).
  private struct Object: Encodable {
    let label: String?
    let isPrivate: Bool
    let isModifiable: Bool
    let state: String
    let code: String?
    let texts: [String]?
    let content: String?

    enum CodingKeys: String, CodingKey {
      case label, state, code, texts, content
      case isPrivate = "private"
      case isModifiable = "modifiable"
    }

    init(_ object: CardDataObject) {
      label = object.label
      isPrivate = object.isPrivate
      isModifiable = object.isModifiable
      switch object.content {
      case .bytes(let bytes):
        state = object.isBlank ? "blank" : "read"
        code = nil
        texts = object.texts
        content = Data(bytes).base64EncodedString()
      case .closed: (state, code, texts, content) = ("closed", nil, nil, nil)
      case .unreadable(let row): (state, code, texts, content) = ("unreadable", row.code, nil, nil)
      }
    }
  }

  /// Dates as the card has them, and as civil dates where they can mean nothing else.
  private struct Validity: Encodable {
    let start: String?
    let end: String?

    init(_ validity: CardValidity) {
      start = validity.start.map { $0.civilDate ?? $0.digits }
      end = validity.end.map { $0.civilDate ?? $0.digits }
    }
  }

  private let objects: [Object]
  private let validity: Validity?
  private let fault: String?

  init(_ data: CardData) {
    objects = data.objects.map(Object.init)
    validity = data.validity.map(Validity.init)
    fault = data.fault?.code
  }
}
