public import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives

extension AccountDesk {
  /// Answers an incident: each account is flagged, so that its password is worth nothing, and its sessions end; then the
  /// people are counted whom the accounts exposed.
  ///
  /// May be repeated, and broken off at any point: what was done stays done, what was not is done at the next time, and
  /// the answer tells the two apart.
  ///
  /// What was recognised before a session ended may still be answered (docs/sessions.md): counted again a minute later,
  /// there may be more.
  ///
  /// - Parameters:
  ///   - actor: who does it, whom the audit log names.
  ///   - reason: why.
  /// - Throws: ``Diagnostic/exposureScopeInvalid``, and nothing was done, for one that has not begun;
  ///   ``Diagnostic/storeUnavailable``, ``Diagnostic/auditUnavailable``.
  public func respond(
    to incident: AccountIncident, by actor: AuditActor, because reason: String?
  ) async throws(CPSError) -> AccountResponse.Answer {
    guard incident.from < clock.now() else {
      throw CPSError(.exposureScopeInvalid, reason: "the time has not begun")
    }
    var answer = AccountResponse.Answer()
    var actors: Set<ExposureActor> = []
    for reference in incident.list.references {
      let names = try await book.names(meant: reference.text)
      if names.isEmpty { answer.accounts.unknown.append(reference.text) }
      for name in names where actors.insert(try ExposureActor("account:\(name.text)")).inserted {
        let isNew = try await flag(name, as: .compromised, by: actor, because: reason)
        if isNew { answer.accounts.changed += 1 } else { answer.accounts.unchanged += 1 }
        // After the flag, so that a log-in that is under way finds it (AccountDoor.open).
        answer.sessionsEnded += try await measures.endSessions(of: name, .administrator, by: actor)
      }
    }
    guard !actors.isEmpty else { return answer }
    answer.exposure = try await ExposureReader(of: store).summary(
      of: try ExposureScope(from: incident.from, until: incident.until ?? present, actors: actors))
    return answer
  }

  /// The end of a time that has all that happened until now, in whole seconds, so that it reads back as it is written.
  private var present: Timestamp { Timestamp(secondsSince1970: clock.now().secondsSince1970 + 1) }
}
