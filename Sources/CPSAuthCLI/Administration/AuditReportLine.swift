internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// The verdict on an audit log.
struct AuditReportLine: Encodable {
  /// A key that signs checkpoints.
  struct Key: Encodable {
    let sha256: String
    let entry: Int64
    let ground: String
  }

  private static let whole = Bilingual(
    fr: "Le journal est entier : {count} entrées, dernière empreinte {hash}",
    en: "The log is whole: {count} entries, last hash {hash}")
  private static let excerpt = Bilingual(
    fr: "Extrait sans lacune, entrées {first} à {last} : {count} entrées, dernière empreinte {hash}",
    en: "An excerpt without gaps, entries {first} to {last}: {count} entries, last hash {hash}")
  private static let removed = Bilingual(
    fr: "Les entrées 1 à {origin} ont été retirées au terme de leur conservation, comme le journal le dit.",
    en: "Entries 1 to {origin} were removed once kept for long enough, as the log says.")
  private static let checkpointed = Bilingual(
    fr: "Points de contrôle signés : {count} ; le dernier vaut jusqu’à l’entrée {last}.",
    en: "Signed checkpoints: {count}; the last one reaches to entry {last}.")
  private static let witnessed = Bilingual(
    fr: "Points de contrôle du témoin qui concordent : {count}.",
    en: "Checkpoints of the witness that agree: {count}.")
  private static let unwitnessed = Bilingual(
    fr: "Aucun point de contrôle du témoin ne porte sur ces entrées : rien n’a été comparé.",
    en: "No checkpoint of the witness is about these entries: nothing was compared.")
  private static let key = Bilingual(
    fr: "Clé de contrôle {sha256}, depuis l’entrée {entry} : {ground}.",
    en: "Checkpoint key {sha256}, since entry {entry}: {ground}.")

  let isWhole = true
  let entries: Int64
  let environment: String
  let hash: String?
  let first: Int64
  let isExcerpt: Bool
  let checkpoints: Int
  let lastCheckpoint: Int64?
  let agreeing: Int
  let keys: [Key]
  private let isWitnessAsked: Bool

  enum CodingKeys: String, CodingKey {
    case entries, environment, hash, first, checkpoints, keys
    case isWhole = "whole"
    case isExcerpt = "excerpt"
    case lastCheckpoint = "last_checkpoint"
    case agreeing = "witnessed"
  }

  init(_ report: AuditReport, _ environment: TrustEnvironment, isWitnessAsked: Bool) {
    self.isWitnessAsked = isWitnessAsked
    entries = report.entries
    self.environment = environment.rawValue
    hash = report.head.map { Hexadecimal.encode($0.hash) }
    first = (report.beginning.origin?.sequence ?? 0) + 1
    isExcerpt = if case .excerpt = report.beginning { true } else { false }
    checkpoints = report.checkpoints
    lastCheckpoint = report.lastCheckpoint?.sequence
    agreeing = report.witnessed
    keys = report.keys.map { standing in
      let ground =
        switch standing.ground {
        case .first: "first"
        case .trusted: "trusted"
        case .vouched(let voucher): "vouched by \(Hexadecimal.encode(voucher))"
        }
      return Key(
        sha256: Hexadecimal.encode(standing.fingerprint), entry: standing.entry, ground: ground)
    }
  }

  /// The same for people, a fact a line.
  func lines(in language: Language) -> [String] {
    let values = [
      "count": "\(entries)", "hash": hash ?? "-", "first": "\(first)", "last": "\(first + entries - 1)",
      "origin": "\(first - 1)",
    ]
    var lines = [(isExcerpt ? Self.excerpt : Self.whole).filled(in: language, with: values)]
    if !isExcerpt, first > 1 { lines.append(Self.removed.filled(in: language, with: values)) }
    if let lastCheckpoint {
      lines.append(
        Self.checkpointed.filled(
          in: language, with: ["count": "\(checkpoints)", "last": "\(lastCheckpoint)"]))
    }
    if agreeing > 0 {
      lines.append(Self.witnessed.filled(in: language, with: ["count": "\(agreeing)"]))
    } else if isWitnessAsked {
      lines.append(Self.unwitnessed.filled(in: language, with: [:]))
    }
    for key in keys {
      lines.append(
        Self.key.filled(
          in: language, with: ["sha256": key.sha256, "entry": "\(key.entry)", "ground": key.ground]))
    }
    return lines
  }
}
