import CPSAuthSafeguards

/// The books of the measures beside the gate, in the hands of the operator.
extension HostOffice {
  /// Addresses and networks that are kept out.
  var bans: BanBook { BanBook(in: store, sealedBy: secret, auditLog: auditLog, clock: clock) }

  /// Who is under observation.
  var observations: ObservationBook {
    ObservationBook(in: store, sealedBy: secret, auditLog: auditLog, clock: clock)
  }

  /// Where holders get notices.
  ///
  /// - Parameter areNoticesSent: whether whoever loses an address can be told so there.
  func contacts(areNoticesSent: Bool) -> ContactBook {
    ContactBook(
      in: store, sealedBy: secret, telling: areNoticesSent ? outbox : nil, auditLog: auditLog)
  }

  /// Where notices wait.
  var outbox: NoticeOutbox { NoticeOutbox(in: store, sealedBy: secret, clock: clock, random: random) }
}
