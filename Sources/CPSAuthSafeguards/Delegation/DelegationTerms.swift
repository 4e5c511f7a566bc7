public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import CPSTrust

/// What a professional delegates, to whom, and until when, in one text:
/// `card:2698000202;function:infopatient.lookup;until:2022-12-31T00:00:00Z`.
///
/// The subject of ``DelegationDeclaration``.
public struct DelegationTerms: GatedSubject, Hashable {
  /// The longest text, in bytes.
  public static let maximumLength = 4_096
  /// The most functions of one delegation.
  public static let maximumFunctions = 32

  private static let separator: Character = ";"

  /// To whom.
  public let delegate: DelegateName
  /// Which functions, one or more.
  public let functions: Set<FunctionName>
  /// The first moment at which it holds no more.
  public let until: Timestamp

  /// Reads a text: `card:` and a number, `person:` and a national identifier, or both; `function:` and a name, once or
  /// more often; `until:` and a moment as RFC 3339 writes it.
  ///
  /// - Throws: ``Diagnostic/delegationInvalid``.
  public init(_ text: String) throws(CPSError) {
    guard text.utf8.count <= Self.maximumLength else { throw Self.refusal("length") }
    var card: CardNumber?
    var person: NationalIdentifier?
    var functions: Set<FunctionName> = []
    var until: Timestamp?
    for part in text.split(separator: Self.separator, omittingEmptySubsequences: false) {
      let (name, value) = try Self.member(part)
      switch name {
      case "card" where card == nil: card = try? CardNumber(value)
      case "person" where person == nil: person = try? NationalIdentifier(value)
      case "until" where until == nil: until = Timestamp(rfc3339: value)
      case "function":
        guard let function = FunctionName(rawValue: value), functions.insert(function).inserted else {
          throw Self.refusal("function")
        }
        continue
      default: throw Self.refusal(name)
      }
      guard (name == "card" ? card != nil : name == "person" ? person != nil : until != nil) else {
        throw Self.refusal(name)
      }
    }
    guard let until else { throw Self.refusal("until") }
    guard (1...Self.maximumFunctions).contains(functions.count) else { throw Self.refusal("function") }
    self.delegate = try DelegateName(card: card, person: person)
    self.functions = functions
    self.until = until
  }

  /// The text that ``init(_:)`` reads, functions in lexicographic order.
  public var canonicalText: String {
    ([delegate.text] + functions.map { "function:\($0.rawValue)" }.sorted() + ["until:\(until.rfc3339)"])
      .joined(separator: String(Self.separator))
  }

  private static func member(_ part: Substring) throws(CPSError) -> (String, String) {
    let parts = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw refusal("card:, person:, function:, until:")
    }
    return (String(parts[0]), String(parts[1]))
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.delegationInvalid, ["detail": PrintableText.escaped(detail)], reason: "terms of a delegation")
  }
}
