internal import CPSDiagnostics
internal import CPSWorkstation
internal import CardReaders

extension ReaderEvent {
  /// The reader that it happened at; nil for what befell all of them.
  var reader: ReaderName? {
    switch self {
    case .readerConnected(let name), .readerDisconnected(let name), .cardInserted(let name, _),
      .cardMute(let name), .cardRemoved(let name):
      name
    case .serviceLost, .serviceRestored: nil
    }
  }

  /// The name of the event for programs.
  var code: String {
    switch self {
    case .readerConnected: "reader-connected"
    case .readerDisconnected: "reader-disconnected"
    case .cardInserted: "card-inserted"
    case .cardMute: "card-mute"
    case .cardRemoved: "card-removed"
    case .serviceLost: "service-lost"
    case .serviceRestored: "service-restored"
    }
  }
}

/// Readers and events for people.
enum ReaderTexts {
  static func line(of status: ReaderStatus, in language: Language) -> String {
    let state: Bilingual =
      switch status.card {
      case .absent: Bilingual(fr: "vide", en: "empty")
      case .mute: Bilingual(fr: "carte muette", en: "mute card")
      case .present where status.isExclusive:
        Bilingual(fr: "carte, tenue par un logiciel", en: "card, held by a program")
      case .present: Bilingual(fr: "carte", en: "card")
      }
    return "\(PrintableText.escaped(status.name)): \(state[language])"
  }

  static func line(of event: ReaderEvent, in language: Language) -> String {
    let text: Bilingual =
      switch event {
      case .readerConnected: Bilingual(fr: "lecteur branché", en: "reader connected")
      case .readerDisconnected: Bilingual(fr: "lecteur débranché", en: "reader disconnected")
      case .cardInserted: Bilingual(fr: "carte insérée", en: "card inserted")
      case .cardMute: Bilingual(fr: "carte muette", en: "mute card")
      case .cardRemoved: Bilingual(fr: "carte retirée", en: "card removed")
      case .serviceLost: Bilingual(fr: "service des lecteurs arrêté", en: "reader service stopped")
      case .serviceRestored: Bilingual(fr: "service des lecteurs rétabli", en: "reader service back")
      }
    return (event.reader.map { "\($0): " } ?? "") + text[language]
  }
}
