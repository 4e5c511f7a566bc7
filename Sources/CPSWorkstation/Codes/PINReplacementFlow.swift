public import CPSCard
public import CPSDiagnostics
internal import SmartCard

/// Gives a card a new PIN: by the one that holds, or by the unblocking code.
///
/// As with a login, no transaction is held while the person types, and each code is sent once for each time
/// that it was typed.
public struct PINReplacementFlow: Sendable {
  /// By what.
  public enum Way: Sendable, Hashable {
    /// By the PIN that holds.
    case change
    /// By the unblocking code, which gives all tries back too.
    case unblock
  }

  /// How often a person may type before the command ends.
  private static let maximumEntries = 5
  /// Entries after which a person may type again.
  private static let repeatable: Set<Diagnostic> = [
    .pinWrong, .pukWrong, .pinMalformed, .pukMalformed, .pinNewMalformed, .pinNewDiffers, .pinSame,
  ]

  private let readers: any ReaderAccess
  private let prompt: any CodePrompt
  private let notify: @Sendable (LoginNotice) -> Void

  /// A flow over these parts.
  public init(
    readers: any ReaderAccess, prompt: any CodePrompt,
    notify: @escaping @Sendable (LoginNotice) -> Void = { _ in }
  ) {
    self.readers = readers
    self.prompt = prompt
    self.notify = notify
  }

  /// Replaces the PIN of the card in a reader.
  ///
  /// - Throws: what ``CPSCard/CardPIN`` and the prompt throw; ``Diagnostic/pinNewDiffers`` when a person typed the
  ///   new PIN differently the second time.
  public func run(_ way: Way, in reader: String) async throws(CPSError) -> PINOutcome {
    var entries = 0
    while true {
      entries += 1
      do throws(CPSError) {
        return try await attempt(way, in: reader)
      } catch {
        let isLast = entries == Self.maximumEntries || error.values["left"] == "0"
        guard prompt.isPerson, !isLast, Self.repeatable.contains(error.diagnostic) else { throw error }
        notify(.refused(error))
      }
    }
  }

  private func attempt(_ way: Way, in reader: String) async throws(CPSError) -> PINOutcome {
    let connection = readers.connection(to: reader)
    let prepared = try await CardPIN.prepare(on: connection)
    let (request, status) = try opening(way, prepared, reader)
    if status.isLastTry { try await prompt.confirmLastTry(request) }
    let lastTry: LastTry = status.isLastTry ? .confirmed : .refuse
    let code = try await opener(request)
    let new = try await newPIN(of: prepared, reader)
    switch way {
    case .change:
      return try await CardPIN.change(prepared, on: connection, from: code, to: new, lastTry: lastTry)
    case .unblock:
      return try await CardPIN.unblock(prepared, on: connection, puk: code, to: new, lastTry: lastTry)
    }
  }

  /// What opens the way, refused before anybody types where it is blocked or missing.
  private func opening(
    _ way: Way, _ prepared: PreparedPIN, _ reader: String
  ) throws(CPSError) -> (CodeRequest, PINStatus) {
    switch way {
    case .change:
      guard !prepared.pin.isBlocked else { throw CPSError(.pinBlocked) }
      let request = CodeRequest(
        question: .currentPIN, reader: reader, serial: prepared.serial, triesLeft: prepared.pin.triesLeft,
        lengths: prepared.pinLengths)
      return (request, prepared.pin)
    case .unblock:
      guard let status = prepared.puk, let lengths = prepared.pukLengths else {
        throw CPSError(.cardIncomplete, ["element": "PUK"])
      }
      guard !status.isBlocked else { throw CPSError(.pukBlocked) }
      let request = CodeRequest(
        question: .unblockingCode, reader: reader, serial: prepared.serial, triesLeft: status.triesLeft,
        lengths: lengths)
      return (request, status)
    }
  }

  /// The code that opens, of a form that the card takes.
  private func opener(_ request: CodeRequest) async throws(CPSError) -> PIN {
    let row: Diagnostic = request.question == .unblockingCode ? .pukMalformed : .pinMalformed
    return try await entry(request, otherwise: row)
  }

  /// The new PIN, from a person twice.
  private func newPIN(of prepared: PreparedPIN, _ reader: String) async throws(CPSError) -> PIN {
    func request(_ question: CodeRequest.Question) -> CodeRequest {
      CodeRequest(
        question: question, reader: reader, serial: prepared.serial, triesLeft: nil,
        lengths: prepared.pinLengths)
    }
    let new = try await entry(request(.newPIN), otherwise: .pinNewMalformed)
    guard prompt.isPerson else { return new }
    let again = try await entry(request(.newPINAgain), otherwise: .pinNewDiffers)
    guard try PIN.areEqual(new, again) else { throw CPSError(.pinNewDiffers) }
    return new
  }

  private func entry(_ request: CodeRequest, otherwise row: Diagnostic) async throws(CPSError) -> PIN {
    let malformed = CPSError(row, ["length": PromptTexts.digits(request.lengths)])
    let code: PIN
    do throws(CPSError) {
      code = try await prompt.enter(request)
    } catch  where error.diagnostic == .pinMalformed {
      throw malformed
    }
    guard request.lengths.contains(code.count) else { throw malformed }
    return code
  }
}
