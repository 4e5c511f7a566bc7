public import CPSAuth
public import CPSDiagnostics

/// What a professional wants of the delegates of an account, in one text: `list;pharmacie-42`,
/// `declare;secretary;Anne Martin;pharmacie-42`, `withdraw;secretary;Anne Martin;pharmacie-42`.
public struct TelephoneDelegateOrder: GatedSubject, Hashable {
  /// What is to be done.
  public enum Act: Sendable, Hashable {
    /// Say who they are.
    case list
    /// Somebody may call from now on.
    case declare(DelegatePerson)
    /// Somebody may call no longer.
    case withdraw(DelegatePerson)
  }

  static let separator: Character = ";"

  /// What is to be done.
  public let act: Act
  /// Of which account.
  public let account: AccountName

  /// An order.
  public init(_ act: Act, of account: AccountName) {
    self.act = act
    self.account = account
  }

  /// Reads a text; the account stands last, and may have semicolons in its name.
  ///
  /// - Throws: ``Diagnostic/subjectMalformed``; ``Diagnostic/telephoneCallerMalformed``,
  ///   ``Diagnostic/bankDetailsWhole``, ``Diagnostic/inputMalformed``.
  public init(_ text: String) throws(CPSError) {
    let word = String(text.prefix { $0 != Self.separator })
    let count = word == "list" ? 2 : 4
    let parts = text.split(
      separator: Self.separator, maxSplits: count - 1, omittingEmptySubsequences: false
    ).map(String.init)
    guard parts.count == count else { throw Self.refusal }
    switch word {
    case "list": act = .list
    case "declare": act = .declare(try Self.person(parts))
    case "withdraw": act = .withdraw(try Self.person(parts))
    default: throw Self.refusal
    }
    account = try CalledAccount(parts[count - 1]).name
  }

  /// The text that ``init(_:)`` reads.
  public var canonicalText: String {
    let parts =
      switch act {
      case .list: ["list"]
      case .declare(let person): ["declare", person.role.rawValue, person.name]
      case .withdraw(let person): ["withdraw", person.role.rawValue, person.name]
      }
    return (parts + [account.text]).joined(separator: String(Self.separator))
  }

  private static func person(_ parts: [String]) throws(CPSError) -> DelegatePerson {
    guard let role = DelegateRole(rawValue: parts[1]) else { throw refusal }
    return try DelegatePerson(role, named: parts[2])
  }

  private static var refusal: CPSError {
    CPSError(
      .subjectMalformed, reason: "list;ACCOUNT, declare;ROLE;NAME;ACCOUNT or withdraw;ROLE;NAME;ACCOUNT")
  }
}
