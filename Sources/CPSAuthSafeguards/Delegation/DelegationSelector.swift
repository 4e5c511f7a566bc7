public import CPSAuth
public import CPSDiagnostics
internal import CPSTrust

/// Which delegations are meant, in one text: `own`, `card:2698000202`, `person:…`, `delegator:…`, `everyone`.
///
/// The subject of ``DelegationInspection`` and ``DelegationRevocation``.
public struct DelegationSelector: GatedSubject, Hashable {
  enum Selection: Hashable {
    case own
    case everyone
    case delegator(NationalIdentifier)
    case card(CardNumber)
    case person(NationalIdentifier)
  }

  /// The text.
  public let canonicalText: String
  let selection: Selection

  /// Reads a text.
  ///
  /// - `own`: all of the professional who asks;
  /// - `card:` and a number, `person:` and a national identifier: those to that card or person;
  /// - `delegator:` and a national identifier, and `everyone`: for the operator of the host alone.
  ///
  /// - Throws: ``Diagnostic/delegationInvalid``.
  public init(_ text: String) throws(CPSError) {
    canonicalText = text
    switch text {
    case "own": selection = .own
    case "everyone": selection = .everyone
    default: selection = try Self.selection(text)
    }
  }

  private static func selection(_ text: String) throws(CPSError) -> Selection {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count == 2 ? String(parts[1]) : ""
    do throws(CPSError) {
      switch parts[0] {
      case "card": return .card(try CardNumber(value))
      case "person": return .person(try NationalIdentifier(value))
      case "delegator": return .delegator(try NationalIdentifier(value))
      default: break
      }
    } catch {
      throw refusal(String(parts[0]))
    }
    throw refusal("own, everyone, card:, person:, delegator:")
  }

  /// Whether a delegation is meant; `own` means all that somebody looks at.
  func means(_ delegation: DelegationRecord) -> Bool {
    switch selection {
    case .own, .everyone: true
    case .delegator(let identifier): delegation.delegator == identifier.text
    case .card(let number): delegation.card == number.text
    case .person(let identifier): delegation.person == identifier.text
    }
  }

  static func refusal(_ detail: String) -> CPSError {
    CPSError(
      .delegationInvalid, ["detail": PrintableText.escaped(detail)], reason: "selection of delegations")
  }
}
