internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// Somebody who will be locked out of a function.
struct LockOutLine: Encodable, Sendable {
  /// The names of the columns.
  static let heading = "function,account,person,calls,refused,last,card_seen,explanation"

  let function: String
  let account: String?
  let person: String?
  let calls: Int
  let refused: Int
  let last: String
  let cardSeen: String
  let explanation: String

  enum CodingKeys: String, CodingKey {
    case function, account, person, calls, refused, last, explanation
    case cardSeen = "card_seen"
  }

  init(_ lockOut: LockOut, in language: Language) {
    function = lockOut.function.rawValue
    account = lockOut.account
    person = lockOut.person
    calls = lockOut.calls
    refused = lockOut.refused
    last = lockOut.last.rfc3339
    cardSeen = lockOut.cardSeen.rawValue
    explanation = lockOut.decision.explanation[language]
  }

  /// One record (RFC 4180, section 2); what a spreadsheet would take for a formula stays text.
  var csv: String {
    [function, account ?? "", person ?? "", "\(calls)", "\(refused)", last, cardSeen, explanation]
      .map { field in
        let text = "=+-@\t\r".contains(field.first ?? " ") ? "'" + field : field
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
      }.joined(separator: ",")
  }

  func text(in language: Language) -> String {
    let seen =
      switch LockOut.CardSeen(rawValue: cardSeen) {
      case .own: Bilingual(fr: "possède une carte", en: "has a card")
      case .workstation: Bilingual(fr: "carte vue à son poste", en: "a card was seen at the workstation")
      case .never, nil: Bilingual(fr: "aucune carte vue", en: "no card ever seen")
      }
    return Bilingual(
      fr: "{function} : {user}, {refused} appels sur {calls} refusés, dernier {last}, {seen} ({explanation})",
      en: "{function}: {user}, {refused} of {calls} calls refused, last {last}, {seen} ({explanation})"
    ).filled(
      in: language,
      with: [
        "function": function, "user": PrintableText.escaped(account ?? person ?? "-"),
        "refused": String(refused), "calls": String(calls), "last": last, "seen": seen[language],
        "explanation": explanation,
      ])
  }
}
