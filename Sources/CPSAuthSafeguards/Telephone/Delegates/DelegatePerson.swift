public import CPSDiagnostics

/// A person who calls in another's name, as they give their own: role and name.
public struct DelegatePerson: Sendable {
  /// The fewest and the most characters of a name.
  public static let nameRange = 2...80

  /// In what quality.
  public let role: DelegateRole
  /// The name, as it was written.
  public let name: String

  /// A person.
  ///
  /// - Throws: ``Diagnostic/telephoneCallerMalformed`` for a name that is shorter or longer than ``nameRange``, shows
  ///   otherwise than it is written, has no letter, or has a digit: bank details, numbers of persons and of telephones
  ///   do not get into records and logs by this way.
  public init(_ role: DelegateRole, named name: String) throws(CPSError) {
    guard Self.nameRange.contains(name.count), name.utf8.count <= 4 * Self.nameRange.upperBound,
      PrintableText.escaped(name) == name, name.contains(where: \.isLetter),
      !name.contains(where: { $0.isNumber || $0 == TelephoneDelegateOrder.separator })
    else { throw CPSError(.telephoneCallerMalformed) }
    self.role = role
    self.name = name
  }

  /// The name as it is compared: lower case, each gap one blank; accents count.
  private var comparedName: String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension DelegatePerson: Hashable {
  /// Whether the roles are the same, and the names but for case and gaps.
  public static func == (left: DelegatePerson, right: DelegatePerson) -> Bool {
    left.role == right.role && left.comparedName == right.comparedName
  }

  /// Hashes what ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(role)
    hasher.combine(comparedName)
  }
}
