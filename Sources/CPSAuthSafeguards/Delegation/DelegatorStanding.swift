internal import CPSPrimitives
internal import CPSDiagnostics
public import CPSTrust

/// Whether a delegator could still log in with the card that declared a delegation, asked at each decision.
///
/// What can be known: that its certificate has not ended and stands on no revocation list that this service holds, and
/// what the register of practitioners says, where one is configured. A card that was lost and not yet declared is not on
/// any list, as with every log-in.
public struct DelegatorStanding: Sendable {
  private let book: RevocationBook
  private let register: (any PractitionerRegister)?

  /// A standing.
  ///
  /// - Parameter register: who may practise; nil where none is configured.
  public init(book: RevocationBook, register: (any PractitionerRegister)?) {
    self.book = book
    self.register = register
  }

  /// Whether the delegator of a delegation is still one; whatever cannot be found out is a no.
  func isGood(_ delegation: DelegationRecord, at moment: Timestamp) -> Bool {
    do throws(CPSError) {
      _ = try book.recheck(delegation.certificate, at: moment)
      guard let register else { return true }
      if case .mayNotPractise = try register.answer(
        for: try NationalIdentifier(delegation.delegator), at: moment)
      {
        return false
      }
      return true
    } catch {
      return false
    }
  }
}
