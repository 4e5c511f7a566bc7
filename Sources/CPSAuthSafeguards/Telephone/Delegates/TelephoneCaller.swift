/// Who is on the telephone, as they say.
public enum TelephoneCaller: Sendable, Hashable {
  /// The professional whose account it is.
  case professional
  /// Somebody who calls in the professional's name.
  case delegate(DelegatePerson)

  /// In what quality, as the log says it.
  var role: String {
    switch self {
    case .professional: "professional"
    case .delegate(let person): person.role.rawValue
    }
  }

  /// Role and name, for those alone to whom the log is sealed; nil where the account says it all.
  var sealedText: String? {
    switch self {
    case .professional: nil
    case .delegate(let person): "\(person.role.rawValue):\(person.name)"
    }
  }

  /// Whether they may speak for an account with these delegates.
  func maySpeak(among delegates: [TelephoneDelegate]) -> Bool {
    switch self {
    case .professional: true
    case .delegate(let person): delegates.contains { $0.person == person }
    }
  }
}
