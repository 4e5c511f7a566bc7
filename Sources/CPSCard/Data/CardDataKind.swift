/// What a data object of a card is, by the label that the published interface gives it (cps-card.md section
/// 3.4).
public enum CardDataKind: Sendable, Hashable {
  /// CPS_DATA, the only object that the holder's software may write.
  case cardData
  /// CPS_ID_CARD.
  case cardIdentity
  /// CPS_NAME_PS.
  case holderName
  /// CPS_LANG_PS.
  case holderLanguages
  /// CPS_INFO_PS.
  case holderInformation
  /// CPS_ACTIVITY_01_PS to CPS_ACTIVITY_16_PS, by the number in the label; numbers may be missing between
  /// others.
  case activity(Int)
  /// CPS_SIT_FACT.
  case billingSituations
  /// CPS2TER_ACTIVITY_01_PS to CPS2TER_ACTIVITY_16_PS: an activity in the form of the card before the CPS3.
  case formerActivity(Int)
  /// Another object in the form of the card before the CPS3: what follows CPS2TER_ in the label, such as ICC.
  case former(String)
  /// An object of another label.
  case unknown

  /// The activities that a card can have.
  private static let activities = 1...16
  private static let formerNames: Set<String> = ["ATR", "ID", "ICC", "NAME", "LANG", "PSINFO", "DIRAMO"]

  /// The kind of the object called `label`.
  init(label: String?) {
    switch label {
    case "CPS_DATA": self = .cardData
    case "CPS_ID_CARD": self = .cardIdentity
    case "CPS_NAME_PS": self = .holderName
    case "CPS_LANG_PS": self = .holderLanguages
    case "CPS_INFO_PS": self = .holderInformation
    case "CPS_SIT_FACT": self = .billingSituations
    case let label?: self = Self.numbered(label) ?? .unknown
    case nil: self = .unknown
    }
  }

  private static func numbered(_ label: String) -> CardDataKind? {
    if let number = number(in: label, after: "CPS_ACTIVITY_") { return .activity(number) }
    if let number = number(in: label, after: "CPS2TER_ACTIVITY_") { return .formerActivity(number) }
    let prefix = "CPS2TER_"
    guard label.hasPrefix(prefix) else { return nil }
    let name = String(label.dropFirst(prefix.count))
    return formerNames.contains(name) ? .former(name) : nil
  }

  /// The two digits between `prefix` and `_PS`.
  private static func number(in label: String, after prefix: String) -> Int? {
    guard label.hasPrefix(prefix), label.hasSuffix("_PS") else { return nil }
    let digits = label.dropFirst(prefix.count).dropLast(3)
    guard digits.utf8.count == 2, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(digits), activities.contains(number)
    else { return nil }
    return number
  }
}
