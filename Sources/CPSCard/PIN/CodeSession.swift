internal import CPSDiagnostics
internal import SmartCard

/// The commands of one transaction with a code, each with what its answer means.
///
/// ``begin(_:entry:lastTry:over:)`` comes first, and once: it alone lets a code be sent.
struct CodeSession {
  let driver: any CardDriver
  private let prepared: PreparedPIN

  init(_ prepared: PreparedPIN) throws(CPSError) {
    self.prepared = prepared
    driver = try prepared.generation.driver()
  }

  /// Makes sure that one entry of `code` may be spent on this card: same serial, tries read again.
  ///
  /// - Returns: what judges the card's answer to it.
  func begin(
    _ code: CardCode, entry: borrowing PIN, lastTry: LastTry, over channel: inout CardChannel
  ) throws(CPSError) -> VerificationVerdict {
    let reference = try reference(of: code)
    guard reference.lengths.contains(entry.count) else {
      throw CPSError(code.malformed, ["length": reference.lengthText])
    }
    try driver.requireSerial(prepared.serial, over: &channel)
    let status = try driver.readStatus(of: reference, after: .serialNumber, over: &channel)
    guard !status.isBlocked else { throw CPSError(code.blocked) }
    guard !status.isLastTry || lastTry == .confirmed else { throw CPSError(code.lastTry) }
    try prepared.entry.spend()
    return VerificationVerdict(code: code, before: status)
  }

  /// VERIFY.
  func present(
    _ entry: borrowing PIN, with verdict: VerificationVerdict, over channel: inout CardChannel
  ) throws(CPSError) {
    let reference = try reference(of: verdict.code)
    let status: StatusWord
    do throws(CPSError) {
      status = try channel.present(entry, as: reference)
    } catch  where error.diagnostic == .pinStateUnknown {
      throw CPSError(verdict.code.stateUnknown, reason: error.reason)
    }
    try verdict.check(status, by: driver, as: reference, over: &channel)
  }

  /// CHANGE REFERENCE DATA with both PINs: the card compares and replaces in one.
  func change(
    _ current: borrowing PIN, to new: borrowing PIN, with verdict: VerificationVerdict,
    over channel: inout CardChannel
  ) throws(CPSError) {
    let status = try channel.change(current, to: new, as: prepared.pinReference)
    do throws(CPSError) {
      try verdict.check(status, by: driver, as: prepared.pinReference, over: &channel)
    } catch  where error.diagnostic == .unexpectedStatus {
      throw CPSError(.pinNotChanged, error.values)
    } catch  where error.diagnostic == .pinStateUnknown {
      throw CPSError(.pinChangeUnknown, reason: error.reason)
    }
  }

  /// CHANGE REFERENCE DATA with the new PIN alone.
  ///
  /// - Parameters:
  ///   - refusal: the error when the card refuses the new PIN.
  ///   - loss: the error when it is not known whether the card took it.
  func replace(
    with new: borrowing PIN, refusal: Diagnostic, loss: Diagnostic, over channel: inout CardChannel
  ) throws(CPSError) {
    let status: StatusWord
    do throws(CPSError) {
      status = try channel.replace(with: new, as: prepared.pinReference)
    } catch {
      throw Self.afterwards(error, refusal: refusal, loss: loss)
    }
    try Self.require(status, refusal: refusal, loss: loss)
  }

  /// RESET RETRY COUNTER with the new PIN.
  func unblock(with new: borrowing PIN, over channel: inout CardChannel) throws(CPSError) {
    let status: StatusWord
    do throws(CPSError) {
      status = try channel.unblock(with: new, as: prepared.pinReference)
    } catch {
      throw Self.afterwards(error, refusal: .pinNotUnblocked, loss: .pinUnblockUnknown)
    }
    try Self.require(status, refusal: .pinNotUnblocked, loss: .pinUnblockUnknown)
  }

  /// RESET RETRY COUNTER without data (P1 = 03), P2 with bit 8 set (cps-card.md section 5, CPS4).
  func giveTriesBack(over channel: inout CardChannel) throws(CPSError) {
    let reference = prepared.pinReference
    let answer: ResponseAPDU
    do throws(CPSError) {
      answer = try channel.send(CommandAPDU(reference.cla, 0x2C, 0x03, 0x80 | reference.number))
    } catch {
      throw CPSError(.pinUnblockBegun, reason: error.description)
    }
    try Self.require(answer.status, refusal: .pinNotUnblocked, loss: .pinUnblockBegun)
  }

  /// The counters after all is done; what the card does not tell any more is no failure of what it did.
  func outcome(usedPUK: Bool, over channel: inout CardChannel) -> PINOutcome {
    let pin = try? driver.readStatus(of: prepared.pinReference, after: .elsewhere, over: &channel)
    var puk: PINStatus?
    if usedPUK, let reference = prepared.pukReference {
      puk = try? driver.readStatus(of: reference, after: .elsewhere, over: &channel)
    }
    return PINOutcome(pin: pin, puk: puk)
  }

  private func reference(of code: CardCode) throws(CPSError) -> PINReference {
    switch code {
    case .pin: return prepared.pinReference
    case .puk:
      guard let reference = prepared.pukReference else {
        throw CPSError(.cardIncomplete, ["element": "AODF"], reason: "no unblocking code")
      }
      return reference
    }
  }

  /// An error once a code was accepted: the person must learn what is left of the change.
  ///
  /// Any but ``Diagnostic/pinChangeUnknown`` means that nothing was sent.
  private static func afterwards(_ error: CPSError, refusal: Diagnostic, loss: Diagnostic) -> CPSError {
    error.diagnostic == .pinChangeUnknown
      ? CPSError(loss, reason: error.reason)
      : CPSError(refusal, ["status": "–"], reason: error.description)
  }

  private static func require(
    _ status: StatusWord, refusal: Diagnostic, loss: Diagnostic
  ) throws(CPSError) {
    guard status != .success else { return }
    guard status.saysNothingWasDone else { throw CPSError(loss, reason: "answered \(status.text)") }
    throw CPSError(refusal, ["status": status.text])
  }
}
